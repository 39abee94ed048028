"""All that is kept of one firm or person, to be given out or erased.

What belongs to a firm is found by the foreign keys between the tables, so that a table of tomorrow is found too; the
few places without a key (prints, letters, folders) are told below.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Table, Text, cast, delete, func, literal, or_, select

from osaamistase.accounts.models import User
from osaamistase.batches.models import Folder
from osaamistase.database import Base, db
from osaamistase.errors import NotFound
from osaamistase.mail.letters import sent_as
from osaamistase.mail.models import Message
from osaamistase.prints.models import Document, PrintJob

Rows = dict[str, list[dict[str, Any]]]  # by table, each row by column
# What a print's subject begins with, and what the number after it is of.
PRINTS_OF_ROUND = ("sheet", "change")
PRINTS_OF_PLAN = ("plan", "suunnitelma", "seinalista", "liite", "seuranta")
_AT_ONCE = 500  # values in one IN


def list_rows_of_firm(company_id: int, *, for_update: bool = False) -> Rows:
    """Every row that points at the firm, over however many tables, in an order in which parents come first.

    Raises NotFound. `for_update`: nobody adds to them until the end of the transaction.
    """
    companies = Base.metadata.tables["companies"]
    found: Rows = {"companies": _list_rows(companies, [companies.c.id == company_id], for_update)}
    if not found["companies"]:
        raise NotFound("company")
    for table in Base.metadata.sorted_tables:
        roads = list(_roads(table, found)) if table is not companies else []
        if roads:
            found[table.name] = _list_rows(table, roads, for_update)
    return found


def list_prints(round_ids: Collection[int], plan_ids: Collection[int]) -> Sequence[Document]:
    whose = _printed(Document.subject, round_ids, plan_ids)
    return db.session.scalars(select(Document).where(whose).order_by(Document.id)).all()


def list_letters(round_ids: Collection[int], addresses: Collection[str]) -> Sequence[Message]:
    """Those about the rounds, and those to the firm's addresses that are about no other firm's."""
    return db.session.scalars(select(Message).where(_written(round_ids, addresses)).order_by(Message.id)).all()


def remove_rows(rows: Rows) -> dict[str, int]:
    """Every row that `list_rows_of_firm` found, the children first; by table, how many."""
    gone = {}
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in rows:
            done = db.session.execute(delete(table).where(or_(*_roads(table, rows))))
            gone[table.name] = int(getattr(done, "rowcount", 0))
    return {name: many for name, many in gone.items() if many}


def remove_prints(round_ids: Collection[int], plan_ids: Collection[int]) -> int:
    """Stored prints and those that wait; folders with one of the plans go whole."""
    for table in (PrintJob, Document):
        db.session.execute(delete(table).where(_printed(table.subject, round_ids, plan_ids)))
    ours = set(plan_ids)
    folders = db.session.execute(select(Folder.id, Folder.plans)).all()
    with_ours = [id_ for id_, plans in folders if ours & {plan for plan, _number in plans}]
    db.session.execute(delete(Folder).where(Folder.id.in_(with_ours)))
    return len(with_ours)


def remove_letters(round_ids: Collection[int], addresses: Collection[str]) -> None:
    db.session.execute(delete(Message).where(_written(round_ids, addresses)))


def list_own_rows(user_id: int) -> Rows:
    """A person's own: rows whose `user_id` is theirs."""
    tables = [table for table in Base.metadata.sorted_tables if "user_id" in table.c]
    found = {table.name: _list_rows(table, [table.c.user_id == user_id], False) for table in tables}
    users = Base.metadata.tables["users"]
    return {"users": _list_rows(users, [users.c.id == user_id], False), **found}


def list_done_by(user_id: int) -> dict[str, int]:
    """Where else a person is named as who did it: table and column, and in how many rows."""
    found = {}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "users" and key.parent.name != "user_id":
                many = db.session.scalar(select(func.count()).select_from(table).where(key.parent == user_id))
                if many:
                    found[f"{table.name}.{key.parent.name}"] = many
    return found


def remove_own_rows(user_id: int, email: str) -> None:
    """All of a person's own but the row itself, and letters to them."""
    for table in reversed(Base.metadata.sorted_tables):
        if "user_id" in table.c:
            db.session.execute(delete(table).where(table.c.user_id == user_id))
    db.session.execute(delete(Message).where(Message.to == sent_as(email)))


def find_firms_in_charge(user_id: int) -> int:
    companies = Base.metadata.tables["companies"]
    return db.session.scalar(select(func.count()).select_from(companies).where(companies.c.adviser_id == user_id)) or 0


def save_nameless(user: User, name: str, email: str) -> None:
    """What they did stays, by somebody without a name."""
    user.name, user.email, user.phone, user.subject = name, email, "", None
    user.password_hash = user.totp_secret = ""
    services = Base.metadata.tables["services"]
    db.session.execute(services.update().where(services.c.responsible_id == user.id).values(responsible_id=None))
    db.session.flush()


def list_places_of(word: str) -> dict[str, int]:
    """In which columns a word still stands, large or small, and in how many rows. Reads every text there is."""
    found = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            length = getattr(column.type, "length", None)
            if not isinstance(column.type, (String, Text)) and column.type.__class__.__name__ != "JSON":
                continue
            if length is not None and length < len(word):
                continue
            holds = func.lower(cast(column, Text)).contains(word.lower(), autoescape=True)
            many = db.session.scalar(select(func.count()).select_from(table).where(holds))
            if many:
                found[f"{table.name}.{column.name}"] = many
    return found


def _roads(table: Table, found: Rows) -> Iterator[ColumnElement[bool]]:
    """How rows of a table point at rows that were found; the firm itself by its number."""
    if table.name == "companies":
        yield table.c.id.in_([row["id"] for row in found["companies"]])
        return
    for key in table.foreign_keys:
        parent = key.column.table.name
        if parent in found:
            values = sorted({row[key.column.name] for row in found[parent]})
            yield from (key.parent.in_(some) for some in _some(values))


def _list_rows(table: Table, roads: Sequence[ColumnElement[bool]], for_update: bool) -> list[dict[str, Any]]:
    query: Select[Any] = select(table).where(or_(*roads)).order_by(*table.primary_key.columns)
    query = query.with_for_update() if for_update else query
    return [dict(row) for row in db.session.execute(query).mappings()]


def _some(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    yield from (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


def _printed(subject: Any, round_ids: Iterable[int], plan_ids: Iterable[int]) -> ColumnElement[bool]:
    names = [f"{kind}-{id_}" for id_ in round_ids for kind in PRINTS_OF_ROUND]
    names += [f"{kind}-{id_}" for id_ in plan_ids for kind in PRINTS_OF_PLAN]
    return or_(literal(False), subject.in_(names), *(subject.startswith(f"{name}-", autoescape=True) for name in names))


def _written(round_ids: Collection[int], addresses: Collection[str]) -> ColumnElement[bool]:
    about = [f"round-{id_}" for id_ in round_ids]
    return or_(Message.about.in_(about), Message.about.is_(None) & Message.to.in_(addresses))

"""The rehearsal: a backup of either database, restored into either, with everything alike. How long it took is told."""

import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from osaamistase.clock import now
from osaamistase.companies.models import Company
from osaamistase.database import Base, db, transaction
from osaamistase.results.models import StoredSheet
from osaamistase.settings import ROOT
from osaamistase.survey.models import Answer, Respondent, Round
from tests.backups.conftest import KINDS, PASSWORD, Place
from tests.page import PageClient

pytestmark = pytest.mark.slow

LONGEST = 120  # seconds for a whole rehearsal of the demonstration, on any machine


def tables_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name != "manifest.json"}


def guards(place: Place) -> dict[str, str]:
    """Every trigger in the database that is at work, with the words that decide."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    with place.app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            query = (
                "SELECT tgname, pg_get_triggerdef(t.oid) || prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid "
                "WHERE NOT tgisinternal AND tgenabled = 'O'"
            )
        return {str(name): str(words) for name, words in connection.execute(text(query))}


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize("source", KINDS)
def test_what_is_restored_is_alike_in_every_row_and_serves_as_before(
    source: str, to: str, demos: Callable[[str], Place], new_base: Callable[[str], Place], tmp_path: Path
) -> None:
    first, second, taken = tmp_path / "first.zip", tmp_path / "second.zip", {}
    demo, target = demos(source), new_base(to)
    for step, place, words in (
        ("backup", demo, ("backup", "--to", first)),
        ("check", target, ("backup-check", first)),
        ("restore", target, ("restore", first)),
    ):
        begun = time.monotonic()
        place.done(*words)
        taken[step] = round(time.monotonic() - begun, 2)
    target.done("backup", "--to", second)
    assert tables_of(first) == tables_of(second)
    assert all(tables_of(first).values())  # every table had rows to rehearse with
    stand = guards(demo)
    assert len(stand) > 10
    assert guards(target).keys() == stand.keys()
    assert source != to or guards(target) == stand
    _signs_in_and_opens_a_sheet(target)
    _guards_refuse(target)
    _new_rows_come_after(target)
    assert sum(taken.values()) < LONGEST
    _tell(f"{source} to {to}", taken)


def _signs_in_and_opens_a_sheet(place: Place) -> None:
    client = PageClient(place.app)
    entered = client.post_form("/kirjaudu", {"email": "neuvoja@esimerkki.example", "password": PASSWORD})
    assert entered.status_code == 302
    with place.app.app_context():
        round_id = db.session.scalar(select(func.min(StoredSheet.round_id)))
    assert client.get(f"/kysely/{round_id}/tase").status_code == 200
    assert client.get(f"/kysely/{round_id}/tase.pdf").data.startswith(b"%PDF")
    assert "come out the same" in place.done("rescore", "--check")
    assert "newest seal" in place.done("audit", "verify")  # the chain of who did what is whole


def _guards_refuse(place: Place) -> None:
    with place.app.app_context():
        submitted = db.session.scalar(
            select(Respondent.id).join(Round, Round.id == Respondent.round_id).where(Round.submitted_at.is_not(None))
        )
        db.session.remove()
        late = {"respondent_id": submitted, "subject": "ZZZ", "rating": "note", "value": "late", "saved_at": now()}
        with pytest.raises(DBAPIError, match="its answers stand"), transaction() as session:
            session.execute(insert(Answer).values(**late, version=1, page="", turn=0))
        with pytest.raises(DBAPIError, match="never changes"), transaction() as session:
            session.execute(update(StoredSheet).values(content="{}"))
        with pytest.raises(IntegrityError), transaction() as session:
            session.execute(update(Company).values(adviser_id=999_999))


def _new_rows_come_after(place: Place) -> None:
    with place.app.app_context(), transaction() as session:
        table = Base.metadata.tables["companies"]
        last = session.execute(select(table).order_by(table.c.id.desc()).limit(1)).mappings().one()
        new = {**last, "business_id": "9999999-9"}
        new.pop("id")
        made = session.execute(insert(table).values(new)).inserted_primary_key
        assert tuple(made or ()) == (last["id"] + 1,)


def _tell(way: str, taken: dict[str, float]) -> None:
    kept = ROOT / "build" / f"rehearsal-{way.replace(' ', '-')}.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(taken) + "\n", encoding="utf-8")
    print(way, taken)

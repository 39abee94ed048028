"""Give out and erase all that is kept of one firm or person, inside the caller's transaction."""

from dataclasses import dataclass

from osaamistase.accounts.models import NAMELESS, User
from osaamistase.accounts.store import get_user
from osaamistase.datasubjects.store import (
    Rows,
    find_firms_in_charge,
    list_letters,
    list_places_of,
    list_prints,
    list_rows_of_firm,
    remove_letters,
    remove_own_rows,
    remove_prints,
    remove_rows,
    save_nameless,
)
from osaamistase.editions.steps import let_depart
from osaamistase.effects.steps import let_uses_depart
from osaamistase.mail.letters import sent_as
from osaamistase.mail.models import Message
from osaamistase.prints.models import Document
from osaamistase.trainings.store import save_departed


class StillNeeded(ValueError):
    """A person who can sign in, or has firms in charge, is not erased. `why`: "access" or "firms"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class OfFirm:
    """All of a firm: rows by table, prints and letters."""

    rows: Rows
    prints: tuple[Document, ...]
    letters: tuple[Message, ...]


def gather_firm(company_id: int) -> OfFirm:
    """Raises NotFound."""
    rows = list_rows_of_firm(company_id)
    prints, letters = list_prints(*_ids(rows)), list_letters(_ids(rows)[0], _addresses(rows))
    return OfFirm(rows, tuple(prints), tuple(letters))


def erase_firm(company_id: int) -> dict[str, int]:
    """The firm with everything that was ever written of it is gone; by table, how many rows. Raises NotFound.

    Editions stay as they were given, and what the next ones must know of it stays as sums without its name.
    """
    rows = list_rows_of_firm(company_id, for_update=True)
    let_depart(company_id)
    let_uses_depart(company_id)
    save_departed(company_id)
    remove_prints(*_ids(rows))
    remove_letters(_ids(rows)[0], _addresses(rows))
    return remove_rows(rows)


def erase_person(user_id: int) -> User:
    """Who signed in has no name, no address and nothing of their own any more; what they did stays.

    Raises NotFound, or StillNeeded.
    """
    user = get_user(user_id, for_writing=True)
    if user.ended_at is None:
        raise StillNeeded("access")
    if find_firms_in_charge(user_id):
        raise StillNeeded("firms")
    remove_own_rows(user_id, user.email)
    save_nameless(user, "(poistettu)", f"{user_id}@{NAMELESS}")
    return user


def places_of(words: list[str]) -> dict[str, dict[str, int]]:
    """By word, where it still stands in the database."""
    return {word: found for word in words if word and (found := list_places_of(word))}


def _ids(rows: Rows) -> tuple[list[int], list[int]]:
    """Numbers of the rounds and of the plans."""
    return [row["id"] for row in rows.get("rounds", [])], [row["id"] for row in rows.get("plans", [])]


def _addresses(rows: Rows) -> list[str]:
    company = rows["companies"][0]
    found = {company["contact_email"], *(row["email"] for row in rows.get("respondents", []))}
    found |= {row["email"] for row in rows.get("action_reminders", [])}
    return sorted((found | {sent_as(one) for one in found}) - {""})

"""Firms around the one that looks, their rounds finished in an earlier quarter; and the page as a person reads it."""

import html
import re
from datetime import UTC, datetime

from flask import Flask

from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.disclosure.peers import quarter_of
from tests.people import Firm, People, make_firm, quick_answers
from tests.rounds.finished import finish


def last_quarter() -> datetime:
    first = quarter_of(today())
    return datetime(first.year - (first.month == 1), (first.month + 8) % 12 + 1, 15, 12, tzinfo=UTC)


def others(app: Flask, people: People, *levels: int, at: datetime | None = None) -> list[Firm]:
    """Firms with a secret name each, like the one that looks, their sheets made in the last quarter."""
    with app.app_context(), transaction():
        made = [
            make_firm(people.adviser_id, f"800000{at}-0", f"Salainen {at} Oy", "pikakartoitus")
            for at in range(len(levels))
        ]
    for firm, level in zip(made, levels, strict=True):
        finish(app, firm.round_id, quick_answers(current=level), at=at or last_quarter())
    app.extensions.pop("peers", None)
    return made


def mine(app: Flask, people: People, level: int = 3, at: datetime | None = None) -> str:
    """The firm's own round finished; the address of its comparison."""
    finish(app, people.firm.round_id, quick_answers(current=level), at=at or now())
    return people.firm.at("tase/vertailu")


def read(page: str) -> str:
    """What is written on a page, in one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page.split("<main")[1]))).replace(" .", ".")


def rows(page: str, caption: str) -> dict[str, list[str]]:
    """A table's rows by their heading, without what only narrow screens show."""
    table = next(one for one in re.findall(r"<table.*?</table>", page, re.S) if f"<caption>{caption}" in one)
    table = re.sub(r'<span class="only-narrow">.*?</span>', "", table)
    found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.S)
    return {_words(head): [_words(cell) for cell in re.findall(r"<td.*?</td>", rest, re.S)] for head, rest in found}


def _words(piece: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", piece))).strip()

"""An edition as rows of a table: one cell of a fixed table a row, the same words as on the pages."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO

from flask_babel import gettext as _

from osaamistase.editions.items import Items
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.editions.quarters import quarter_name
from osaamistase.effects.models import EditionEffect
from osaamistase.insight import words
from osaamistase.scoring.methods import NEWEST
from osaamistase.web.spreadsheet import Cell

TOLD = ("firms", "level", "target", "gap", "priority", "need", "rds", "coverage")

FIRST_FIGURE = 12  # the column from which on there are figures


@dataclass(frozen=True)
class Standing:
    """What every file says of itself beside its figures."""

    edition: Edition
    by_number: dict[int, Edition]
    language: str

    @property
    def firms(self) -> str:
        firms = self.edition.firms
        return "" if firms is None else str(firms)

    @property
    def day(self) -> str:
        end = self.edition.quarter_end
        return f"{end.day}.{end.month}.{end.year}" if self.language != "en" else end.isoformat()


def headings() -> list[str]:
    return [
        _("Tilanne"), _("Luvun takana enintään"), _("Menetelmä"), _("Luvun takana vähintään"), _("Keksittyjä mukana"),
        _("Tunnus"), _("Osaaminen tai osa-alue"), _("Taulukko"), _("Rivi"), _("Kokoluokka"), _("Tila"),
        _("Luku neljännekseltä"), *(str(words.KINDS[one]) for one in TOLD),
    ]  # fmt: skip


def rows(figures: Iterable[EditionFigure], standing: Standing, items: Items) -> Iterator[list[str]]:
    """In the reader's language; a hidden or empty cell says so in its state, and its figures are left empty."""
    edition = standing.edition
    about = [
        standing.day, standing.firms, NEWEST.version, str(edition.k), _("kyllä") if edition.made_up else _("ei"),
    ]  # fmt: skip
    states = {"shown": _("näytetään"), "kept": _("aiempi luku"), "hidden": _("ei näytetä"), "empty": _("ei yrityksiä")}
    names, tables = items.names, {name: str(word) for name, word in words.TABLES.items()}
    quarters = {number: quarter_name(edition.quarter_end) for number, edition in standing.by_number.items()}
    # The same few words stand in a hundred thousand cells: each is looked up once.
    class_words, told_words = cache(words.class_words), cache(words.told_words)
    nothing = [""] * len(TOLD)
    for one in figures:
        told = (
            nothing
            if one.firms is None
            else [
                str(one.firms),
                *(told_words(str(getattr(one, kind)), kind) for kind in TOLD[1:-1]),
                words.figure_words(one, TOLD[-1]),
            ]
        )
        yield [
            *about, one.item, words.item_words(one.item, names), tables[one.table_name],
            class_words(one.table_name, one.row_name), class_words("size", one.column_name), states[one.state],
            "" if one.of is None else quarters[one.of], *told,
        ]  # fmt: skip


def to_csv(heads: list[str], lines: Iterable[list[str]], language: str) -> bytes:
    """UTF-8 with a byte order mark; semicolons where the decimal sign is a comma. No cell can become a formula."""
    kept = StringIO()
    writer = csv.writer(kept, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + kept.getvalue().encode()


def harmless(text: str) -> str:
    """A text that a spreadsheet program does not take for a formula: only a plain number may begin with a sign."""
    if text[:1] in ("=", "+", "@", "-", "\t", "\r") and not text[1:].replace(",", "").replace(".", "").isdigit():
        return f"'{text}"
    return text


def numbered(line: Sequence[str]) -> list[Cell]:
    """A row with its plain numbers as numbers; an end ("alle 0,2") and a hidden figure stay as they are told."""
    return [*line[:FIRST_FIGURE], *(_number(one) for one in line[FIRST_FIGURE:])]


def effect_headings() -> list[str]:
    return [_("Palvelu"), _("Yrityksiä"), _("Taso nousi selvästi"), _("Luku neljännekseltä")]


def effect_rows(
    effects: Iterable[EditionEffect], services: Mapping[str, str], by_number: Mapping[int, Edition]
) -> Iterator[list[Cell]]:
    for one in effects:
        of = quarter_name(by_number[one.of].quarter_end)
        yield [services[one.service_id], one.firms, words.told_words(one.rose, "need"), of]


def _number(text: str) -> float | str | None:
    plain = text.replace(",", ".").replace("−", "-")
    return float(plain) if plain.lstrip("-").replace(".", "", 1).isdigit() else text or None

"""Figures and classes of the region in the reader's words: one place for pages, files and prints."""

from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _

from osaamistase.editions.cells import ALL
from osaamistase.editions.contributing import WHOLE
from osaamistase.editions.models import EditionFigure
from osaamistase.web.languages import number

KINDS = {
    "firms": _("yrityksiä"),
    "level": _("nykytaso (0–5)"),
    "target": _("tavoite (0–5)"),
    "gap": _("vaje (0–5)"),
    "priority": _("painotettu vaje (0–25)"),
    "need": _("tarveosuus"),
    "rds": _("RDS (−100…100)"),
    "coverage": _("kattavuusaste"),
}
SIZES = {
    "mikro": _("mikro (1–9)"), "pieni": _("pieni (10–49)"), "keski": _("keskisuuri (50–249)"),
    "suuri": _("suuri (250–)"),
}  # fmt: skip
# Sections of TOL 2025 in short words (Statistics Finland).
SECTIONS = {
    "A": _("maa-, metsä- ja kalatalous"),
    "B": _("kaivostoiminta"),
    "C": _("teollisuus"),
    "D": _("energiahuolto"),
    "E": _("vesi- ja jätehuolto"),
    "F": _("rakentaminen"),
    "G": _("kauppa"),
    "H": _("kuljetus ja varastointi"),
    "I": _("majoitus ja ravitsemus"),
    "J": _("kustannus, media ja sisällöt"),
    "K": _("televiestintä ja tietotekniikka"),
    "L": _("rahoitus ja vakuutus"),
    "M": _("kiinteistöala"),
    "N": _("asiantuntijapalvelut ja tekniikka"),
    "O": _("hallinto- ja tukipalvelut"),
    "P": _("julkinen hallinto"),
    "Q": _("koulutus"),
    "R": _("terveys- ja sosiaalipalvelut"),
    "S": _("taide, urheilu ja virkistys"),
    "T": _("muut palvelut"),
    "U": _("kotitaloudet työnantajina"),
    "V": _("kansainväliset järjestöt"),
}
TABLES = {"section": _("toimiala"), "size": _("kokoluokka"), "municipality": _("kunta")}
_HIDDEN = lazy_gettext("ei näytetä")


def figure_words(figure: EditionFigure | None, kind: str) -> str:
    """One figure of a cell as a person reads it: also why there is none."""
    if figure is None or figure.state == "empty":
        return str(gettext("ei yrityksiä"))
    if figure.state == "hidden":
        return str(_HIDDEN)
    if kind == "firms":
        return str(figure.firms)
    if kind == "coverage":
        found = coverage(figure)
        return "–" if found is None else str(gettext("noin %(number)s %%", number=found))
    return told_words(str(getattr(figure, kind)), kind)


def told_words(told: str, kind: str) -> str:
    """A stored figure in words: "alle 0,2", "lähes kaikki", "60 %"."""
    if kind == "need":
        known = {
            "few": gettext("alle 3 yritystä"), "most": gettext("lähes kaikki"),
            "below": gettext("alle %(number)s %%", number=10),
            "above": gettext("yli %(number)s %%", number=90),
        }  # fmt: skip
        return str(known.get(told) or gettext("%(number)s %%", number=told))
    decimals = 0 if kind == "rds" else 1
    if told[0] == "<":
        return str(gettext("alle %(number)s", number=_signed(told[1:], decimals)))
    if told[0] == ">":
        return str(gettext("yli %(number)s", number=_signed(told[1:], decimals)))
    return _signed(told, decimals)


def _signed(told: str, decimals: int) -> str:
    return number(float(told), decimals).replace("-", "−")


def coverage(figure: EditionFigure) -> int | None:
    """100·(T − G)/T of the figures as they are told, so that it tells no more than they (method.md section 3: K/R)."""
    target, gap = plain(figure.target), plain(figure.gap)
    if not target or gap is None:
        return None
    return round(100 * max(0.0, target - gap) / target)


def plain(told: str | None) -> float | None:
    """The number of a figure that is told as a number; None of an end, or where there is none."""
    return float(told) if told and told[0] not in "<>" else None


def near(told: str | None) -> float | None:
    """Where a figure is drawn: an end at its limit."""
    return float(told.lstrip("<>")) if told else None


def share_near(told: str | None) -> float:
    """A share in percent for putting needs in order; ends at about their middle."""
    known = {"few": 2.0, "below": 5.0, "above": 95.0, "most": 97.0}
    return (known.get(told) or float(told)) if told else -1.0


def class_words(table: str, name: str) -> str:
    """The name of a row or column."""
    if name == ALL:
        return str(gettext("kaikki"))
    if table == "section":
        return f"{name} {SECTIONS[name]}" if name in SECTIONS else name
    return str(SIZES[name]) if table == "size" else name


def head_words(table: str, names: Sequence[str], wide: float) -> list[str]:
    """Names of classes over cells that are so many drawing units wide: letters of sections where not all words fit."""
    room = int(wide / 6.5)
    if table != "section":
        return [class_words(table, one).split(" (")[0][:room] for one in names]
    heads = [f"{one} {str(SECTIONS.get(one, '')).split(' ')[0].rstrip(',-')}".strip() for one in names]
    return heads if all(len(one) <= room for one in heads) else list(names)


def item_words(item: str, names: dict[str, str]) -> str:
    return str(gettext("koko osaaminen") if item == WHOLE else names.get(item, item))

"""Made-up things of lists: what is due, what happened, letters, browsers, a training. Values only.

Their ids are 0: a link or a button of the gallery finds no row, so nobody's round or letter is touched from here.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from osaamistase.companies.filling import Filling
from osaamistase.desk.due import KINDS, Due
from osaamistase.history.story import FIRM, Event
from osaamistase.questionnaires.findings import Finding

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 24)
ABOUT = ("osaamistase", 1)
FIRM_OF_LISTS = SimpleNamespace(id=0, name="Esimerkkileipomo Oy")
TITLE = "Perehdytyksen muistilista"
_SERVICE = {"fi": "Valmennus A", "sv": "Träning A", "en": "Training A"}
TELLS = ("opened", "letter_sent", "submitted", "talk", "sheet", "plan", "step", "said", "handover", "training")


def due() -> list[Due]:
    """One of each kind there is."""
    return [
        Due(
            kind=kind,
            since=DAY - timedelta(days=at),
            title=TITLE,
            service=_SERVICE,
            over=kind == "follow_up",
            count=1 if kind == "letter_failed" else 2,
            people=3,
            reachable=1,
        )
        for at, kind in enumerate(KINDS)
    ]


def story() -> list[Event]:
    """The newest first."""
    states = {"step": "kaynnissa", "training": "coming"}
    return [
        Event(
            at=AT - timedelta(days=3 * ago),
            day=DAY - timedelta(days=3 * ago),
            kind=kind,
            who=FIRM if kind in ("submitted", "said") else "Esimerkki Neuvoja",
            about=ABOUT,
            number=1,
            count=2,
            title=TITLE,
            state=states.get(kind, ""),
        )
        for ago, kind in enumerate(reversed(TELLS))
    ]


def letters() -> list[tuple[SimpleNamespace, str]]:
    """A letter in each state it can be in, with the state of mail that goes with it."""
    states: list[Mapping[str, object]] = [
        {"sent_at": AT, "to": ""}, {"failed_at": AT}, {"failed_at": AT, "last_error": "withdrawn"}, {"tries": 2}, {},
    ]  # fmt: skip
    return [(_letter(**one), "on") for one in states] + [(_letter(), "demo")]


def _letter(**told: object) -> SimpleNamespace:
    usual = {
        "to": "yrittaja@esimerkki.example", "sent_at": None, "failed_at": None, "tries": 0, "next_try_at": AT,
        "last_error": "550 mailbox unknown",
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **told})


def sessions() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(id=number, device=device, started_at=AT - timedelta(days=2), seen_at=AT)
        for number, device in enumerate(("Firefox, Windows", "Safari, iPhone", ""))
    ]


def training(cancelled: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(
        id=0, title="Myynnin perusteet", day=DAY, place="Kouvola", seats=20, item="MYK", cancelled_because=cancelled
    )


def action() -> SimpleNamespace:
    return SimpleNamespace(
        kind="valmennus", measure="Jokainen uusi on saanut listan.", cost="0 €", funding="oma työ",
        evidence="Lista on seinällä.", deadline=DAY,
    )  # fmt: skip


def steps() -> list[tuple[SimpleNamespace, str]]:
    """What happened to an action, the earliest first, and who did it; "" is the firm."""
    usual = {"status": None, "until": None, "wish": None, "text": "", "at": AT, "by_user_id": None}
    told: tuple[tuple[Mapping[str, object], str], ...] = (
        ({"status": "sovittu"}, "Esimerkki Neuvoja"), ({"wish": "kaynnissa", "text": "Aloitimme maanantaina."}, ""),
        ({"text": "Kurssi siirtyi syksyyn."}, ""), ({"by_user_id": 1}, "Esimerkki Neuvoja"),
        ({"status": "siirretty", "until": DAY}, "Esimerkki Neuvoja"),
    )  # fmt: skip
    return [(SimpleNamespace(**{**usual, **one}), who) for one, who in told]


def lookups() -> list[SimpleNamespace]:
    """What YTJ said of a business id, in every way it can."""
    filling = Filling({"name": "Esimerkkileipomo Oy"}, {}, ("municipality",))
    return [
        SimpleNamespace(outcome="found", filling=filling),
        *(SimpleNamespace(outcome=one, day=DAY) for one in ("none", "ended", "away")),
    ]


def findings() -> list[tuple[tuple[str, ...], Finding]]:
    return [
        (("areas[2].name",), Finding("areas[2].name", "missing-language", "has no Swedish words; add sv")),
        (
            ("areas[1].competences[0]",),
            Finding("areas[1].competences[0]", "long-word", "is longer than a button", True),
        ),
    ]


CONDITION = {
    "or": [
        {"rating": "current", "of": "DIG-01", "in": ["0", "1"]},
        {"and": [{"rating": "importance", "of": "DIG", "in": ["5"]}, {"rating": "deputy", "of": "DIG", "in": ["no"]}]},
    ]
}

"""A firm's story: the newest first, with who did it; small things of one day and hand told together."""

from datetime import UTC, datetime, timedelta

from osaamistase.history.story import EXCERPT, FIRM, Event, excerpt, story

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def event(kind: str, hours: int = 0, who: str = "Testi Neuvoja", id_: int = 1, **more: int) -> Event:
    at = NOON + timedelta(hours=hours)
    return Event(at=at, day=at.date(), kind=kind, who=who, id=id_, **more)  # type: ignore[arg-type]


def test_the_newest_comes_first_whatever_order_it_was_loaded_in() -> None:
    opened, submitted, drafted = event("opened", -72), event("submitted", -48, FIRM), event("plan", -2)
    assert story([drafted, opened, submitted]) == [drafted, submitted, opened]
    assert story([]) == []


def test_of_the_same_moment_what_follows_is_told_above() -> None:
    plan, revision = event("plan"), event("revision")
    assert story([plan, revision]) == [revision, plan]


def test_links_of_one_day_and_hand_are_one_line_with_the_newest_moment() -> None:
    told = story([event("link", 0), event("link", 1), event("opened", 2), event("link", 3)])
    assert [(one.kind, one.count, one.at) for one in told] == [
        ("link", 3, NOON + timedelta(hours=3)), ("opened", 1, NOON + timedelta(hours=2)),
    ]  # fmt: skip


def test_another_day_another_hand_or_another_round_is_another_line() -> None:
    told = story([event("talk", -24), event("talk", 0), event("talk", 1, "Toinen"), event("talk", 2, id_=2)])
    assert [one.count for one in told] == [1, 1, 1, 1]


def test_revisions_and_sheets_are_never_told_together() -> None:
    assert [one.number for one in story([event("sheet", 0, number=2), event("sheet", 1, number=3)])] == [3, 2]


def test_of_what_was_written_the_beginning_stands_as_running_text() -> None:
    assert (
        excerpt("# Käynti\n\n- **hyvin** menee\n2. kurssi varattu\n> sovittu")
        == "Käynti hyvin menee kurssi varattu sovittu"
    )
    assert excerpt("  ") == ""
    long = excerpt("sana " * 100)
    assert len(long) <= EXCERPT + 2
    assert long.endswith("sana …")
    assert excerpt("ä" * 300) == "ä" * EXCERPT + " …"

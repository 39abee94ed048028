"""A questionnaire as scoring sees it."""

from osaamistase.scoring.answers import Area
from osaamistase.scoring.frames import frame_of
from tests.questionnaires.tiny import TEXT, TINY, read


def test_a_frame_holds_the_areas_in_order_and_where_each_rating_is_asked() -> None:
    found = frame_of(TINY)
    assert found.areas == (Area("REK", ("REK-01", "REK-02")), Area("DIG", ("DIG-01",)))
    assert found.asked == {rating.id: rating.asked for rating in TINY.ratings}
    assert found.replaces == {}
    assert found.level == {
        "REK": "area", "DIG": "area", "REK-01": "competence", "REK-02": "competence", "DIG-01": "competence",
    }  # fmt: skip


def test_a_frame_of_what_was_asked_keeps_areas_that_were_left_empty() -> None:
    assert frame_of(TINY, {"REK-02"}).areas == (Area("REK", ("REK-02",)), Area("DIG", ()))


def test_a_competence_that_took_anothers_place_names_it() -> None:
    changed = read(TEXT.replace('{ id = "REK-02",', '{ id = "REK-02", replaces = "REK-00",').encode())
    assert frame_of(changed).replaces == {"REK-02": "REK-00"}

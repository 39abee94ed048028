"""What each confidence letter asks for, by name and number (method.md section 6)."""

from fractions import Fraction

from osaamistase.scoring.confidence import Condition, conditions, confidence
from osaamistase.scoring.method_1 import METHOD_1

SHARE = Fraction(3, 4)


def test_a_firm_of_many_is_asked_for_three_who_mostly_agree() -> None:
    found = conditions(SHARE, 2, 12, [Fraction(1), Fraction(1, 2), Fraction(7, 10)], False, METHOD_1)
    assert found == {
        "A": (
            Condition("answered", SHARE, Fraction(4, 5), False),
            Condition("respondents", 2, 3, False),
            Condition("agreeing", Fraction(2, 3), Fraction(2, 3), True),
        ),
        "B": (Condition("answered", SHARE, Fraction(3, 5), True), Condition("respondents_or_talked", 2, 2, True)),
        "C": (Condition("answered", SHARE, Fraction(1, 2), True),),
    }
    assert confidence(found) == "B"


def test_a_firm_of_two_is_asked_for_both_and_a_talk_instead_of_an_index() -> None:
    found = conditions(Fraction(1), 2, 2, [], True, METHOD_1)["A"]
    assert found[1:] == (Condition("respondents", 2, 2, True), Condition("talked", 1, 1, True))
    assert conditions(Fraction(1), 2, 2, [], False, METHOD_1)["A"][2] == Condition("talked", 0, 1, False)
    assert conditions(None, 0, 1, [], False, METHOD_1)["B"] == (
        Condition("answered", None, Fraction(3, 5), False),
        Condition("respondents_or_talked", 0, 1, False),
    )


def test_without_an_index_there_is_nothing_to_go_by() -> None:
    assert conditions(SHARE, 3, 12, [], True, METHOD_1)["A"][2] == Condition("agreeing", None, Fraction(2, 3), False)

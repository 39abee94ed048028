"""What a check says of an opening nobody can come through, word by word; and its rules as docs list them."""

from osaamistase.scoring.gaps import CLASSES
from osaamistase.scoring.reach import REACH, SCORES, unreachable
from tests.questionnaires.tiny import INVALID, TEXT, read
from tests.scoring.test_reach import REK

UP_TO_FOUR = '{ rating = "importance", in = ["1", "2", "3", "4"] }'
FIVE = '{ rating = "importance", equals = "5" }'


def told(text: str) -> list[tuple[str, str]]:
    return [(one.where, one.what) for one in unreachable(read(text.encode()))]


def test_each_rule_tells_what_is_out_of_reach_and_what_to_mend() -> None:
    found = {
        rule: told((INVALID / f"{rule}.toml").read_text(encoding="utf-8"))
        for rule in ("never-opens", "unreachable-class", "unreachable-score")
    }
    assert found == {
        "never-opens": [("REK.opening", "can never hold, so REK-02 would never be asked; mend the condition")],
        "unreachable-class": [("REK-02", "can never be kiireellinen; open it to more answers or mend the scales")],
        "unreachable-score": [
            ("REK-02", "can never be scored with importance 1; open it to more answers or mend the scales")
        ],
    }  # fmt: skip


def test_several_things_out_of_reach_are_told_in_one_line_in_the_order_of_the_questionnaire() -> None:
    shut = TEXT.replace(REK, f'{REK}opening = {{ of = "REK", rating = "current", equals = "not_applicable" }}\n')
    ((_, classes), (_, scores)) = told(shut)
    assert classes.startswith("can never be kiireellinen, tarkea, seurattava, reservi, kunnossa; ")
    assert "with current 0, current 1, current 2, current 3, current 4, current 5, importance 1, " in scores
    short = "".join(line for line in TEXT.splitlines(keepends=True) if '{ value = "5"' not in line)
    assert [where for where, _ in told(short)] == ["REK-01", "REK-02", "DIG-01"]
    never = TEXT.replace(REK, f"{REK}opening = {{ and = [{FIVE}, {UP_TO_FOUR}] }}\n").replace(
        '{ id = "REK-02"',
        '{ id = "REK-03", name = { fi = "L", sv = "L", en = "L" }, means = { fi = "a", sv = "a", en = "a" } },\n  { id = "REK-02"',
    )
    assert told(never)[0][1].startswith("can never hold, so REK-03, REK-02 would never be asked; ")


def test_one_way_in_need_not_reach_everything_where_another_reaches_the_rest() -> None:
    # The first way reaches every class, and not yet importance 5.
    both = TEXT.replace(REK, f"{REK}opening = {{ or = [{UP_TO_FOUR}, {FIVE}] }}\n")
    assert told(both) == []
    assert told(TEXT.replace(REK, f"{REK}opening = {UP_TO_FOUR}\n")) == [
        ("REK-02", "can never be scored with importance 5; open it to more answers or mend the scales")
    ]


def test_the_scores_are_every_step_of_the_three_scales() -> None:
    wanted = (
        {("current", n) for n in range(6)}
        | {("target", n) for n in range(6)}
        | {("importance", n) for n in range(1, 6)}
    )
    assert wanted == SCORES
    assert len(CLASSES) == 5


def test_the_rules_stand_under_scoring_with_what_they_ask() -> None:
    assert [(rule.about, rule.asks) for rule in REACH] == [
        ("Scoring", "Every opening can hold for some answers."),
        (
            "Scoring",
            "Every competence that is ever asked can come to be kiireellinen, tarkea, seurattava, reservi, kunnossa.",
        ),
        (
            "Scoring",
            "Every competence that is ever asked can be scored with every current and target level and every importance.",
        ),
    ]

"""Which competences of an area are asked, given the answers so far. Values in, values out."""

from collections.abc import Callable

from osaamistase.questionnaires.conditions import comparisons, holds
from osaamistase.questionnaires.questionnaire import Area, Questionnaire

NAME = "name"  # beside a firm's own competence: what the firm calls it
ValueOf = Callable[[str, str], str]  # the answer at (subject, rating), "" where there is none


def on_path(questionnaire: Questionnaire, area: Area, value_of: ValueOf) -> tuple[str, ...]:
    """The competences asked, in the order of the file: the core, the rest once it has opened, and the firm's own."""
    opened = is_open(questionnaire, area, value_of)
    own = questionnaire.own.ids if questionnaire.own else ()
    return tuple(
        one.id for one in area.competences if (value_of(one.id, NAME) if one.id in own else one.core or opened)
    )


def is_open(questionnaire: Questionnaire, area: Area, value_of: ValueOf) -> bool:
    """Whether the rest of the area is asked: always without a rule, else once it holds for one core competence."""
    rule = questionnaire.opening_of(area)
    if rule is None:
        return True

    def value(core: str) -> Callable[[str | None, str], str]:
        def found(of: str | None, rating: str) -> str:
            subject = of or core
            asked = questionnaire.rating[rating].asked
            at = questionnaire.area_of[subject].id if asked == "area" and subject not in questionnaire.area else subject
            return value_of(at, rating)

        return found

    return any(holds(rule, value(one.id)) for one in area.competences if one.core)


def path_opens(questionnaire: Questionnaire, area: Area, rating: str) -> bool:
    """Whether an answer to `rating` can open or close the rest of the area."""
    rule = questionnaire.opening_of(area)
    return rule is not None and any(one.rating == rating for one in comparisons(rule))

"""An opening condition as an outline: numbered 1, 1.1, 1.1.2, a row a condition, the parts below the whole."""

from collections.abc import Iterator

from osaamistase.errors import BadFile
from osaamistase.questionnaires.conditions import Condition
from osaamistase.questionnaires.values import listed

AREA, NUMBER, WORD, OF, RATING, VALUES = COLUMNS = ("alue", "numero", "ehto", "kohde", "kysymys", "arvot")
JOINING = ("or", "and", "not")
COMPARING = ("equals", "in")
DEEPEST = 40  # levels; far more than anyone can follow


def outlined(condition: Condition, number: str = "1") -> Iterator[tuple[str, str, str, str, str]]:
    """A row a condition: its number, its word, then of, rating and values where it compares.

    Raises BadFile where it is more than DEEPEST levels deep.
    """
    if number.count(".") >= DEEPEST:
        raise BadFile("opening", f"is more than {DEEPEST} levels deep; make it simpler")
    if condition.rating is not None:
        word = "in" if condition.equals is None else "equals"
        yield number, word, condition.of or "", condition.rating, listed(condition.values)
        return
    parts = condition.and_ or condition.or_ or ((condition.not_,) if condition.not_ else ())
    yield number, "and" if condition.and_ else "or" if condition.or_ else "not", "", "", ""
    for place, part in enumerate(parts, start=1):
        yield from outlined(part, f"{number}.{place}")

"""When the rest of an area opens: equals, in, and, or, not on earlier ratings, and nothing more."""

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

RatingId = Literal["current", "target", "importance", "holders", "leaving", "deputy"]
SubjectId = Annotated[str, Field(pattern=r"^[A-Z]{3}(-[0-9]{2}[a-z]?)?$")]
# The value that stands at (subject, rating), or "" where nobody has answered. No subject: the core competence at hand.
ValueOf = Callable[[str | None, str], str]


class Condition(BaseModel):
    """Either a comparison (`rating` with `equals` or `in`) or one of `and`, `or`, `not` over conditions.

    `of` names the area or competence whose rating is meant. Without it the condition speaks of each core competence of
    the area in turn (a rating asked per area is the area's), and the rest opens where it holds for one of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: SubjectId | None = None
    rating: RatingId | None = None
    equals: str | None = None
    in_: Annotated[tuple[str, ...], Field(min_length=1)] | None = Field(default=None, alias="in")
    and_: "Annotated[tuple[Condition, ...], Field(min_length=1)] | None" = Field(default=None, alias="and")
    or_: "Annotated[tuple[Condition, ...], Field(min_length=1)] | None" = Field(default=None, alias="or")
    not_: "Condition | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_form(self) -> "Condition":
        said = [one for one in (self.equals, self.in_, self.and_, self.or_, self.not_) if one is not None]
        if len(said) != 1:
            raise ValueError("a condition says exactly one of equals, in, and, or, not")
        compares = self.equals is not None or self.in_ is not None
        if compares != (self.rating is not None) or (self.of is not None and not compares):
            raise ValueError("rating and of stand beside equals or in, and nowhere else")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """What a comparison compares with."""
        return self.in_ or (() if self.equals is None else (self.equals,))


def holds(condition: Condition, value_of: ValueOf) -> bool:
    """Whether the condition is true. An unanswered rating equals nothing and is in nothing."""
    if condition.and_ is not None:
        return all(holds(one, value_of) for one in condition.and_)
    if condition.or_ is not None:
        return any(holds(one, value_of) for one in condition.or_)
    if condition.not_ is not None:
        return not holds(condition.not_, value_of)
    assert condition.rating is not None
    return value_of(condition.of, condition.rating) in condition.values


def comparisons(condition: Condition) -> Iterator[Condition]:
    """Every comparison in a condition, in reading order."""
    inner = (*(condition.and_ or ()), *(condition.or_ or ()), *((condition.not_,) if condition.not_ else ()))
    if condition.rating is not None:
        yield condition
    for one in inner:
        yield from comparisons(one)

"""The states of an action and the steps between them. No other step is taken, whoever asks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

STATUSES = ("ehdotettu", "sovittu", "kaynnissa", "tehty", "siirretty", "hylatty")
CLOSED = ("tehty", "hylatty")
STEPS: dict[str, tuple[str, ...]] = {
    "ehdotettu": ("sovittu", "hylatty"),
    "sovittu": ("kaynnissa", "tehty", "siirretty", "hylatty"),
    "kaynnissa": ("tehty", "siirretty", "hylatty"),
    "siirretty": ("kaynnissa", "tehty", "siirretty", "hylatty"),
    "tehty": ("kaynnissa",),  # somebody was mistaken: only with a reason
    "hylatty": ("ehdotettu",),
}
KINDS = ("koulutus", "valmennus", "neuvonta", "rekrytointi", "osto", "ohje", "varahenkilo")


class WrongStep(ValueError):
    """`why`: "step" (no such step from here), "reason", "day" or "past" (what the step lacks)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def needs_reason(now: str, to: str) -> bool:
    """Whether the step is taken only with words: giving up, and taking back what was done."""
    return to == "hylatty" or (now == "tehty" and to == "kaynnissa")


def wordless_steps(now: str) -> tuple[str, ...]:
    """The steps on from here that need neither a reason nor a day: those taken beside something else, or by many."""
    onward = {"sovittu", "kaynnissa", "tehty"}
    return tuple(to for to in STEPS.get(now, ()) if to in onward and not needs_reason(now, to))


def check_step(now: str, to: str, reason: str, until: date | None, today: date) -> None:
    """Raises WrongStep where an action in state `now` may not go to `to` with that reason and new day."""
    if to not in STEPS.get(now, ()):
        raise WrongStep("step")
    if needs_reason(now, to) and not reason.strip():
        raise WrongStep("reason")
    if to == "siirretty":
        if until is None:
            raise WrongStep("day")
        if until <= today:
            raise WrongStep("past")


class Said(Protocol):
    """One event of an action."""

    @property
    def status(self) -> str | None: ...
    @property
    def wish(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def by_user_id(self) -> int | None: ...


def wish_of(events: Sequence[Said]) -> str | None:
    """The state the firm last said an action is in, while no step has answered it; `events` the oldest first."""
    found: str | None = None
    for one in events:
        if one.status is not None:
            found = None
        elif one.wish is not None:
            found = one.wish
    return found


def words_of(events: Sequence[Said]) -> str | None:
    """All that the firm wrote of an action without a state, while nobody of us has done anything after it."""
    found: list[str] = []
    for one in events:
        if one.by_user_id is not None:
            found = []
        elif one.text and one.wish is None:
            found.append(one.text)
    return "\n".join(found) or None


def waiting(
    events: Mapping[int, Sequence[tuple[Said, object]]], what: Callable[[Sequence[Said]], str | None]
) -> dict[int, str]:
    """By action, what of the firm's (`wish_of`, `words_of`) waits for the adviser."""
    found = {action: what([event for event, _name in said]) for action, said in events.items()}
    return {action: word for action, word in found.items() if word is not None}

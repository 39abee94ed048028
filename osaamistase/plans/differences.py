"""What changed between two revisions of a plan, action by action. Documents in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "title", "kind", "description", "measure", "responsible", "deadline", "status", "cost", "funding", "evidence",
    "services",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One field as it stood in the earlier and in the later revision; None where the action was not there."""

    field: str
    before: Any
    after: Any

    @property
    def changed(self) -> bool:
        return bool((self.before or None) != (self.after or None))


@dataclass(frozen=True)
class ActionDifference:
    """`state`: added, removed, changed or same."""

    title: str
    state: str
    sides: tuple[Side, ...]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ActionDifference]:
    """Every action of either revision, in the later one's order, those that are gone last."""
    earlier = {_key(one): one for one in before["actions"]}
    later = {_key(one): one for one in after["actions"]}
    found = [_difference(earlier.get(key), one) for key, one in later.items()]
    return found + [_difference(one, None) for key, one in earlier.items() if key not in later]


def summary(found: Sequence[ActionDifference]) -> dict[str, int]:
    """How many actions were added, removed and changed."""
    return {state: sum(one.state == state for one in found) for state in ("added", "removed", "changed")}


def _difference(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> ActionDifference:
    sides = tuple(Side(field, _said(before, field), _said(after, field)) for field in FIELDS)
    title = (after or before or {})["title"]
    if before is None or after is None:
        return ActionDifference(title, "added" if before is None else "removed", sides)
    return ActionDifference(title, "changed" if any(one.changed for one in sides) else "same", sides)


def _key(action: Mapping[str, Any]) -> object:
    # Revisions confirmed before actions had numbers in them are told by their titles.
    return action.get("id", action["title"])


def _said(action: Mapping[str, Any] | None, field: str) -> Any:
    if action is None:
        return None
    if field == "services":
        return [one["name"] for one in action["services"]]
    return action.get(field)

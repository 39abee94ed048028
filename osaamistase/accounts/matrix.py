"""Who may open which page, as a table for the documentation: made from what each page declares."""

from collections.abc import Iterable
from typing import NamedTuple

WHO = ("anyone", "link", "token", "adviser", "manager", "administrator")


class Page(NamedTuple):
    """An address with its methods and whom it is declared for."""

    rule: str
    methods: str
    open_to: frozenset[str]


def table(pages: Iterable[Page]) -> str:
    """Markdown: a line a page, sorted by address, an x for each who may open it."""
    lines = [f"| page | | {' | '.join(WHO)} |", f"|---|---|{'---|' * len(WHO)}"]
    for page in sorted(pages):
        marks = " | ".join("x" if one in page.open_to else "" for one in WHO)
        lines.append(f"| `{page.rule}` | {page.methods} | {marks} |")
    return "\n".join(lines) + "\n"

"""Long stretches of a page that differ between people only in what is checked: drawn once, filled in each time."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

_MARK = "\x00"  # no text of ours and nothing a person types can hold it: forms with it are refused


def mark(name: str, value: str) -> Markup:
    """For a template: the place where an option of the field `name` may say that it is checked."""
    return Markup(f"{_MARK}{name}{_MARK}{value}{_MARK}")  # noqa: S704  never shown: taken out again by Fragment


@dataclass(frozen=True)
class Fragment:
    """Finished HTML cut at its marks: text, field, value, text, field, value, …, text."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "Fragment":
        return cls(tuple(html.split(_MARK)))

    def filled(self, chosen: Mapping[str, str]) -> Markup:
        """The HTML with `chosen` (field to value; a field left out has the value "") checked."""
        texts, names, values = self.pieces[0::3], self.pieces[1::3], self.pieces[2::3]
        words = [texts[0]]
        for name, value, text in zip(names, values, texts[1:], strict=True):
            words.append(" checked" if chosen.get(name, "") == value else "")
            words.append(text)
        return Markup("".join(words))  # noqa: S704  our own template's output, escaped there

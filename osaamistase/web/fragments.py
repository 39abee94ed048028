"""Long stretches of a page that differ between people only in what is checked: drawn once, filled in each time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup, escape

_MARK = "\x00"  # no text of ours and nothing a person types can hold it: forms with it are refused
_WORDS = "\x01"  # in place of an option's value: the words themselves belong here


def mark(name: str, value: str) -> Markup:
    """For a template: the place where an option of the field `name` may say that it is checked."""
    return Markup(f"{_MARK}{name}{_MARK}{value}{_MARK}")  # noqa: S704  never shown as it is


def words(name: str) -> Markup:
    """For a template: the place where what a person wrote in the field `name` belongs."""
    return mark(name, _WORDS)


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
        found = [texts[0]]
        for name, value, text in zip(names, values, texts[1:], strict=True):
            said = chosen.get(name, "")
            if value == _WORDS:
                found.append(escape(said))
            elif said == value:
                found.append(" checked")
            found.append(text)
        return Markup("".join(found))  # noqa: S704  our own template's output, escaped


def fragment(key: tuple[object, ...] | None, draw: Callable[[], str]) -> Fragment:
    """The fragment kept under `key`, drawn the first time; with no key it is drawn for this once."""
    kept: dict[tuple[object, ...], Fragment] = current_app.extensions.setdefault("fragments", {})
    if key is None:
        return Fragment.of(draw())
    if key not in kept:
        kept[key] = Fragment.of(draw())
    return kept[key]

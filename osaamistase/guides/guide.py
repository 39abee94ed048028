"""A guide as it was read: its title, its tasks, its text, and the pictures that it shows."""

from dataclasses import dataclass

from markdown_it.token import Token

LANGUAGES = ("fi", "sv", "en")
NAMES = ("firm", "adviser", "manager", "administrator", "author")  # in the order of the list of guides


@dataclass(frozen=True)
class Task:
    """A heading of a guide, and the id that leads to it."""

    words: str
    anchor: str


@dataclass(frozen=True)
class Picture:
    """A picture of the static folder with the size in which it is shown."""

    file: str
    width: int
    height: int


@dataclass(frozen=True)
class Guide:
    title: str
    summary: str  # its first paragraph
    tasks: tuple[Task, ...]
    body: tuple[Token, ...]  # all below the title
    pictures: dict[str, Picture]  # by the address that stands in the text


class BadGuides(SystemExit):
    """Stops the start. The message is a line a finding: file, what is wrong, how to mend it."""

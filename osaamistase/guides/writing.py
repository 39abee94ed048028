"""A guide's Markdown: a title, tasks under headings, pictures of our own; nothing that runs or comes from elsewhere."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from osaamistase.guides.guide import Guide, Picture, Task

# As seen from guides/fi/firm.md, so that whoever reads the file where the project is kept sees the picture, too.
PICTURE = re.compile(r"\.\./\.\./osaamistase/static/(guides/[a-z]{2}/[a-z0-9-]+\.png)")
_LINK = re.compile(r"https://[^\s/]+(/\S*)?|/(?![/\\])[^\s\\]*")


def parse(text: str, picture: Callable[[str], Picture | None]) -> tuple[Guide, list[str]]:
    """The guide that `text` holds, and what is wrong with it.

    `picture` finds a file of the static folder. One that is not taken yet is no fault: its words stand in its place.
    """
    tokens = _MARKDOWN.parse(text)
    faults = list(_faults(tokens))
    titled = len(tokens) > 5 and tokens[0].tag == "h1" and tokens[3].type == "paragraph_open"
    if not titled:
        faults.append("it begins with a title (# …) and a paragraph that says whom it helps")
    title, body = (_words(tokens[1]), tokens[3:]) if titled else ("", tokens)
    tasks = tuple(_tasks(body))
    anchors = [one.anchor for one in tasks]
    faults += [
        f"two headings lead to #{one}: word one of them otherwise" for one in {*anchors} if anchors.count(one) > 1
    ]
    pictures = {}
    for address, words in _pictures(body):
        named = PICTURE.fullmatch(address)
        if named is None:
            faults.append(f"{address}: pictures lie in osaamistase/static/guides/fi, sv or en")
        elif not words.strip():
            faults.append(f"{address}: say in the brackets what the picture shows")
        elif found := picture(named[1]):
            pictures[address] = found
    return Guide(title, _words(body[1]) if titled else "", tasks, tuple(body), pictures), faults


def drawn(guide: Guide, address: Callable[[str], str]) -> Markup:
    """The guide below its title as HTML; `address` leads to a file of the static folder."""
    shown = {"pictures": guide.pictures, "address": address}
    return Markup(_MARKDOWN.renderer.render(list(guide.body), _MARKDOWN.options, shown))  # noqa: S704  it escapes all but its own


def anchor(words: str) -> str:
    """The id of a heading: ”Haluan nähdä taseen” becomes haluan-nahda-taseen."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _tasks(tokens: Sequence[Token]) -> Iterator[Task]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            task = Task(_words(inline), anchor(_words(inline)))
            opening.attrSet("id", task.anchor)
            yield task


def _pictures(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in _inside(tokens):
        if token.type == "image":
            yield str(token.attrGet("src")), token.content


def _faults(tokens: Sequence[Token]) -> Iterator[str]:
    if sum(one.type == "heading_open" and one.tag == "h1" for one in tokens) > 1:
        yield "it has one title (#); tasks stand under ##"
    for token in _inside(tokens):
        if token.type == "text" and ("](" in token.content or "**" in token.content):
            yield f"“{token.content.strip()}” is not read as Markdown: links lead to https://… or a page of ours (/…)"


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _words(inline: Token) -> str:
    return "".join(" " if one.type == "softbreak" else one.content for one in inline.children or ())


def _safe_address(url: str) -> bool:
    return bool(_LINK.fullmatch(url.strip()) or PICTURE.fullmatch(url.strip()))


def _image(_renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: object, shown: dict[str, Any]) -> str:
    one = tokens[at]
    picture: Picture | None = shown["pictures"].get(str(one.attrGet("src")))
    if picture is None:
        return f"<em>{escapeHtml(one.content)}</em>"
    source: str = shown["address"](picture.file)
    return (
        f'<img src="{escapeHtml(source)}" alt="{escapeHtml(one.content)}" width="{picture.width}"'
        f' height="{picture.height}" loading="lazy">'
    )


_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_MARKDOWN.validateLink = _safe_address  # type: ignore[method-assign]
_MARKDOWN.add_render_rule("image", _image)

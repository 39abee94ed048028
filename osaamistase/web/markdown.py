"""Markdown as people write it, made into safe HTML: no HTML of theirs, no pictures, no address but web and mail."""

from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

_SAFE = ("http", "https", "mailto")


def rendered(text: str) -> Markup:
    """`text` as HTML. Whatever could run or fetch something stands there as the words it was written with."""
    return Markup(_MARKDOWN.render(text))  # noqa: S704  it escapes all but its own


def _safe_address(address: str) -> bool:
    return urlsplit(address.strip()).scheme.lower() in _SAFE


def _link(renderer: RendererHTML, tokens: list[Token], at: int, options: object, env: object) -> str:
    tokens[at].attrSet("rel", "noopener noreferrer nofollow")
    return renderer.renderToken(tokens, at, options, env)  # type: ignore[arg-type]


def _heading_level(renderer: RendererHTML, tokens: list[Token], at: int, options: object, env: object) -> str:
    # The page has its own headings above: those of a note begin below them.
    tokens[at].tag = f"h{min(6, int(tokens[at].tag[1]) + 3)}"
    return renderer.renderToken(tokens, at, options, env)  # type: ignore[arg-type]


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_MARKDOWN.validateLink = _safe_address  # type: ignore[assignment, method-assign]
for _name, _rule in (("link_open", _link), ("heading_open", _heading_level), ("heading_close", _heading_level)):
    _MARKDOWN.add_render_rule(_name, _rule)

"""The tokens of static/tokens.css as values, for what cannot look them up: a drawing on paper, a letter, a file."""

import re
from collections.abc import Mapping

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?:@media ([^{]+?)\s*\{\s*)?:root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
# An attribute of a drawing. What a person wrote never looks like one: its quotation marks are escaped.
_DRAWN = re.compile(r"=\"var\((--[a-z0-9-]+)\)\"")


def tokens_by_query(css: str) -> dict[str, dict[str, str]]:
    """By media query its tokens as written, in the file's order; under "" those that always hold."""
    return {query: dict(_TOKEN.findall(body)) for query, body in _RULE.findall(_COMMENT.sub("", css))}


def paper_tokens(css: str) -> dict[str, str]:
    """The tokens as paper has them: nothing of a screen's."""
    return tokens_by_query(css)[""]


def drawn_with(html: str, tokens: Mapping[str, str]) -> str:
    """`html` with the values of tokens in its drawings: what prints does not look them up there. Raises KeyError."""
    return _DRAWN.sub(lambda found: f'="{tokens[found[1]]}"', html)

"""Pages and prints that explain figures, read by their links, their ids and their numbers."""

import html
import re
from dataclasses import dataclass

import pytest

from osaamistase.prints import press
from tests.page import PageClient


@dataclass(frozen=True)
class Figure:
    """One figure that leads to its explanation: what is written, and where it leads."""

    text: str
    address: str
    anchor: str


def figures_on(page: str) -> list[Figure]:
    found = re.findall(r'<a class="why" href="([^"#]*)#([^"]*)">(.*?)</a>', page, re.S)
    return [Figure(words(text), html.unescape(address), anchor) for address, anchor, text in found]


def words(piece: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", piece))).strip()


def ids_on(page: str) -> list[str]:
    return re.findall(r'\bid="([^"]*)"', page)


def element(page: str, id_: str) -> str:
    """What is written in the element of that id, up to the next one of its kind."""
    tag, rest = re.findall(rf'<(\w+)[^>]*\bid="{re.escape(id_)}"[^>]*>(.*)', page, re.S)[0]
    return words(rest.split(f"</{tag}>")[0])


def numbers(text: str) -> list[float]:
    return [float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", text)]


def as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prints are given as the page they are made of."""
    monkeypatch.setattr(press, "printed", lambda page, _folder: page.encode())


def text_of(client: PageClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)

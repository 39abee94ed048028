"""An area's page as it stands open in a browser: what its form would send, and what it has seen."""

import json
from html.parser import HTMLParser
from typing import Any

from osaamistase.survey.answering import Place


class _Form(HTMLParser):
    """What the last form in <main> sends: hidden fields, what is checked, what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action = ""
        self._writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields, self.action = {}, given.get("action", "")
        if tag == "input" and (given["type"] == "hidden" or "checked" in given):
            self.fields[given["name"]] = given["value"]
        if tag == "textarea":
            self._writing = given["name"]
            self.fields[self._writing] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._writing = ""

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.fields[self._writing] += data


def form_of(html: str) -> tuple[str, dict[str, str]]:
    """Where the page's form goes, and all it would send."""
    form = _Form()
    form.feed(html[html.index("<main") : html.index("</main")])
    return form.action, form.fields


class OpenPage:
    """One drawing of an area's page. `known`: which change of each answer it has seen."""

    def __init__(self, area: str, html: str, known: dict[Place, int]) -> None:
        self.area, self.known = area, known
        _, self.fields = form_of(html)
        self.seen: dict[str, list[Any]] = json.loads(self.fields["seen"])
        self.drawn = {name: value for name, value in self.fields.items() if name.startswith("q_")}
        self.before = dict(self.drawn)

    @property
    def name(self) -> str:
        return self.fields["page"]

    def saw(self, place: Place) -> str:
        """The answer as the page knows it stood."""
        return self.before.get(place.field, "")

    def save(self, place: Place, value: str) -> dict[str, str]:
        """What the page's script sends when `value` is chosen."""
        self.fields["turn"] = str(int(self.fields["turn"]) + 1)
        self.fields[place.field] = value
        at = f"{place.subject}_{place.rating}"
        return {
            "subject": place.subject, "rating": place.rating, "value": value, "page": self.name,
            "turn": self.fields["turn"], "seen": json.dumps({at: self.seen.get(at, [0, ""])}),
        }  # fmt: skip

    def learn(self, place: Place, value: str, told: dict[str, Any], change: int) -> None:
        """What the server says stands there now."""
        self.seen[f"{place.subject}_{place.rating}"] = [told["version"], told["digest"]]
        self.fields["seen"] = json.dumps(self.seen)
        self.before[place.field], self.known[place] = value, change

"""A test client that reads every page it fetches as a person would, and complains of what is wrong on any of them."""

import re
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from osaamistase.cli.worker import print_next


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.headings = 0
        self.language = ""
        self.title = ""
        self.faults: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.ids: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.headings += tag == "h1"
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "script" and not given.get("src"):
            self.faults.append("an inline script")
        for name in given:
            if name.startswith("on") or name == "style":
                self.faults.append(f"an inline {name} on {tag}")
        if tag == "label" and given.get("for"):
            self.labelled.add(str(given["for"]))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            given["in_label"] = "yes" if "label" in self._open else None
            self.controls.append(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("src", "href"):
            address = given.get(name) or ""
            if tag in ("script", "img", "link", "iframe") and re.match(r"(https?:)?//", address):
                self.faults.append(f"{tag} from elsewhere: {address}")
        if tag not in ("input", "meta", "link", "img", "br", "option", "col"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data


def faults_of(response: TestResponse) -> list[str]:
    """What is wrong with a page, whatever page it is."""
    reader = _Reader()
    reader.feed(response.get_data(as_text=True))
    faults = reader.faults
    if reader.headings != 1:
        faults.append(f"{reader.headings} h1 headings")
    if reader.language not in ("fi", "sv", "en"):
        faults.append(f"lang is {reader.language!r}")
    if not reader.title.strip(" –\n"):
        faults.append("no title")
    faults += [f"id {one} stands there twice" for one in {one for one in reader.ids if reader.ids.count(one) > 1}]
    faults += [
        f"no label for {control.get('name')}"
        for control in reader.controls
        if not control["in_label"] and control.get("id") not in reader.labelled and not control.get("aria-label")
    ]
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        faults.append(f"weak policy {policy!r}")
    return faults


class PageClient:
    """A browser without JavaScript: keeps cookies, sends CSRF tokens, checks every HTML page it is given."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, address: str, **options: Any) -> TestResponse:
        answer = self.client.get(address, buffered=True, **options)
        if answer.status_code == 202 and "Refresh" in answer.headers:  # a print: the worker's turn, then ours again
            self._checked(answer)
            with self.app.app_context():
                while print_next():
                    pass
            answer = self.client.get(address, buffered=True, **options)
        return self._checked(answer)

    def post_form(
        self, address: str, form: dict[str, str] | None = None, page: str = "/kirjaudu", **options: Any
    ) -> TestResponse:
        """Send a form as a person's browser would, with the token of a page it has open."""
        return self._checked(
            self.client.post(address, data={**(form or {}), "csrf_token": self.token(page)}, buffered=True, **options)
        )

    def token(self, page: str = "/kirjaudu") -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(page).get_data(as_text=True))
        assert found is not None, f"no token on {page}"
        return found.group(1)

    def _checked(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            assert not (faults := faults_of(response)), f"{response.request.path}: {faults}"
        return response

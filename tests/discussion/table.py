"""A finished round at one table: what an adviser writes down, and what the page then says."""

import html
import re

from flask import Flask
from werkzeug.test import TestResponse

from osaamistase.database import db
from osaamistase.results.models import StoredSheet, Talk
from osaamistase.results.store import list_sheets, list_talks
from tests.page import PageClient

REASON = "Katsoimme tilauskirjaa yhdessä."


def at(round_id: int, page: str = "") -> str:
    return f"/kierrokset/{round_id}/keskustelu{'/' + page if page else ''}"


def say(adviser: PageClient, round_id: int, subject: str, reason: str = REASON, **agreed: str) -> TestResponse:
    """Write down what was agreed on, as the form sends it."""
    form = {"current": "", "target": "", "importance": "", **agreed, "reason": reason}
    return adviser.post_form(at(round_id, subject), form, page=at(round_id, subject))


def draw(adviser: PageClient, round_id: int) -> TestResponse:
    return adviser.post_form(at(round_id), page="/yritykset")


def talk_page(adviser: PageClient, round_id: int) -> str:
    return adviser.get(at(round_id)).get_data(as_text=True)


def said_of(page: str, subject: str) -> str:
    """What stands at one subject, in one line."""
    piece = page.split(f'<li id="{subject}">')[1].split("</li>", maxsplit=1)[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", piece))).replace(" .", ".")


def talks_of(app: Flask, round_id: int) -> list[Talk]:
    with app.app_context():
        return list(list_talks(round_id))


def sheets_of(app: Flask, round_id: int) -> list[StoredSheet]:
    """The newest first."""
    with app.app_context():
        found = list(list_sheets(round_id))
        db.session.expunge_all()
        return found

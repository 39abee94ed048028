"""Guides for people, a page each. Open to anyone: they hold no secret, and who cannot sign in needs one, too."""

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ANYONE, open_to
from osaamistase.guides.guide import NAMES, Guide
from osaamistase.guides.writing import drawn
from osaamistase.web.languages import current_language

guides = Blueprint("guides", __name__)

PAGES = dict(zip(("yritykselle", "neuvojalle", "johdolle", "yllapitajalle", "kyselyn-tekijalle"), NAMES, strict=True))


@guides.get("/ohjeet")
@open_to(ANYONE)
def list_all() -> ResponseReturnValue:
    return render_template("guides/list_all.html", guides={page: _guide(page) for page in PAGES})


@guides.get("/ohjeet/<page>")
@open_to(ANYONE)
def show(page: str) -> ResponseReturnValue:
    if page not in PAGES:
        abort(404)
    guide, asset = _guide(page), current_app.jinja_env.globals["asset"]
    return render_template("guides/show.html", guide=guide, body=drawn(guide, asset))  # type: ignore[arg-type]


def _guide(page: str) -> Guide:
    found: Guide = current_app.extensions["guides"]()[current_language(), PAGES[page]]
    return found

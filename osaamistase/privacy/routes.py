"""What is kept of people, and how well everybody can use the service: pages for anyone."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ANYONE, open_to
from osaamistase.privacy.kept import all_kept

privacy = Blueprint("privacy", __name__)


@privacy.get("/tietosuoja")
@open_to(ANYONE)
def kept() -> ResponseReturnValue:
    return render_template("privacy/kept.html", kept=all_kept())


@privacy.get("/saavutettavuus")
@open_to(ANYONE)
def accessibility() -> ResponseReturnValue:
    return render_template("privacy/accessibility.html")

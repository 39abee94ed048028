"""/mallit: every component that pages are made of, with its states, for those who make and keep them."""

from pathlib import Path
from types import SimpleNamespace

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to
from osaamistase.editions.items import items_of
from osaamistase.editions.quarters import quarter_name
from osaamistase.errors import NotFound
from osaamistase.gallery import pieces
from osaamistase.gallery.forms import SampleForm
from osaamistase.gallery.region import region
from osaamistase.gallery.sheets import sample
from osaamistase.insight import words
from osaamistase.survey.asked import asked
from osaamistase.survey.guard import shelf
from osaamistase.web.fragments import fragment
from osaamistase.web.languages import current_language
from osaamistase.web.tokens import paper_tokens

gallery = Blueprint("gallery", __name__)
_NOTE = {"q_malli_note": "Tilauskirja on puhelimessa."}


@gallery.route("/mallit", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """What a sample's own form sends comes back here and changes nothing."""
    offered = shelf().newest()
    if not offered:
        raise NotFound("questionnaire")
    whole = asked(offered[-1])  # the shortest there is
    items = items_of(shelf().versions().values(), current_language())
    found = region(items.areas)
    titles = {pieces.ABOUT: whole.questionnaire.title}
    # Notes are filled into a fragment, as on the survey's own pages.
    survey = fragment(None, lambda: render_template("gallery/survey.html", questionnaire=whole.questionnaire))
    return render_template(
        "gallery/show.html",
        colours=_colours(),
        pieces=pieces,
        form=_form(),
        plain_form=SampleForm(formdata=None, prefix="malli-"),
        people=[SimpleNamespace(id=1, name="Esimerkki Neuvoja"), SimpleNamespace(id=2, name="Toinen Esimerkkineuvoja")],
        survey=survey.filled(_NOTE),
        title_of=titles,
        sheet=sample(whole, current_language()),
        items=items,
        region=found,
        editions=found.editions,
        chosen=found.editions[0],
        by_number={one.number: one for one in found.editions},
        quarter_name=quarter_name,
        words=words,
    )


def _form() -> SampleForm:
    """With a sentence beside each field that can go wrong."""
    form = SampleForm(formdata=None, title="", email="esimerkki@", to="1")
    form.refuse("title", _("Kirjoita, mitä tehdään, muutamalla sanalla."))
    form.refuse("to", _("Valitse neuvoja listasta."))
    return form


def _colours() -> list[str]:
    css = (Path(current_app.static_folder or "") / "tokens.css").read_text(encoding="utf-8")
    return [name for name, value in paper_tokens(css).items() if value.startswith("#")]

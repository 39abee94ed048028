"""The read-only interface for programs: the region's editions and their figures as JSON, by a personal key."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ANYONE, MANAGER, TOKEN, open_to
from osaamistase.api.description import FIGURES, description_of
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.editions.store import list_editions, list_figures
from osaamistase.effects.models import EditionEffect
from osaamistase.effects.store import list_effects
from osaamistase.insight.routes import names
from osaamistase.scoring.methods import NEWEST
from osaamistase.web.limits import PROGRAM, limited
from osaamistase.web.problems import problem, words_for_a_program

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/openapi.json")
@open_to(ANYONE)
def description() -> ResponseReturnValue:
    return jsonify(description_of())


@api.get("/neljannekset")
@open_to(TOKEN, MANAGER, ADMINISTRATOR)
@limited(PROGRAM)
def editions() -> ResponseReturnValue:
    """Every edition, the newest first."""
    return jsonify({"neljannekset": [_edition(one) for one in list_editions()]})


@api.get("/luvut")
@open_to(TOKEN, MANAGER, ADMINISTRATOR)
@limited(PROGRAM)
def figures() -> ResponseReturnValue:
    """The cells of one edition, of one item or of all of them."""
    edition, item = _asked(), request.args.get("osaaminen")
    if not isinstance(edition, Edition):
        return edition
    if item is not None and item != "*" and item not in names().names:
        return problem(404, *words_for_a_program(404))
    cells = list_figures(edition.number, None if item is None else [item])
    return jsonify({"neljannes": _edition(edition), "luvut": [_figure(one) for one in cells]})


@api.get("/palvelut")
@open_to(TOKEN, MANAGER, ADMINISTRATOR)
@limited(PROGRAM)
def effects() -> ResponseReturnValue:
    """Of how many firms the level rose clearly after a service, in one edition."""
    edition = _asked()
    if not isinstance(edition, Edition):
        return edition
    return jsonify({"neljannes": _edition(edition), "palvelut": [_effect(one) for one in list_effects(edition.number)]})


def _asked() -> Edition | ResponseReturnValue:
    """The edition that the address asks for, the newest where it asks for none; else a refusal."""
    found = {str(one.number): one for one in list_editions()}
    asked = request.args.get("neljannes")
    if asked is not None and not (asked.isascii() and asked.isdecimal()):
        return problem(400, *words_for_a_program(400))
    edition = found.get(asked) if asked is not None else next(iter(found.values()), None)
    return edition or problem(404, *words_for_a_program(404))


def _edition(one: Edition) -> dict[str, Any]:
    return {
        "neljannes": one.number, "tilanne": one.quarter_end.isoformat(), "yrityksia": one.firms, "k": one.k,
        "menetelma": NEWEST.version, "kyselyt": one.questionnaires, "keksittyja": one.made_up,
    }  # fmt: skip


def _effect(one: EditionEffect) -> dict[str, Any]:
    return {
        "palvelu": one.service_id, "tila": one.state, "neljannekselta": one.of, "yrityksia": one.firms,
        "nousi": one.rose,
    }  # fmt: skip


def _figure(one: EditionFigure) -> dict[str, Any]:
    """A cell; figures are texts, as an end is told as "<0.2" and a share perhaps as "few"."""
    return {
        "osaaminen": one.item, "taulukko": one.table_name, "rivi": one.row_name, "koko": one.column_name,
        "tila": one.state, "neljannekselta": one.of, "yrityksia": one.firms,
        **{name: getattr(one, column) for name, column in FIGURES.items()},
    }  # fmt: skip

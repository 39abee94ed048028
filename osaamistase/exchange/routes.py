"""The whole catalogue taken out and brought in as a file, and what no service answers."""

import json

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, MANAGER, open_to, signed_in
from osaamistase.catalogue.routes import competence_ids, competence_names
from osaamistase.catalogue.rows import FIELDS, Row
from osaamistase.catalogue.steps import Outdated, known, standing
from osaamistase.catalogue.store import list_unmet
from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.errors import BadFile, Refused
from osaamistase.exchange.forms import BringForm, ForceForm
from osaamistase.exchange.preview import Misplaced, Preview, checked, previewed
from osaamistase.exchange.steps import bring_rows
from osaamistase.services.store import list_services
from osaamistase.web.files import XLSX, attachment
from osaamistase.web.languages import day
from osaamistase.web.limits import FILE, UPLOAD, limited
from osaamistase.web.spreadsheet import Sheet, to_xlsx

exchange = Blueprint("exchange", __name__)


@exchange.get("/palvelut/vie.xlsx")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@limited(FILE)
def workbook() -> Response:
    from osaamistase.exchange.workbook import to_workbook

    return attachment(to_workbook(list(standing().values())), XLSX, "palvelut.xlsx")


@exchange.get("/palvelut/vie.yaml")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@limited(FILE)
def yaml_file() -> Response:
    from osaamistase.exchange.yaml_file import to_yaml

    return attachment(to_yaml(list(standing().values())), "application/yaml", "palvelut.yaml")


@exchange.route("/palvelut/tuo", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
@limited(UPLOAD)
def bring() -> ResponseReturnValue:
    """Look at what a file would change; nothing is changed here."""
    form = BringForm()
    if request.method == "GET" or not form.validate():
        return render_template("exchange/bring.html", form=form), 400 if form.errors else 200
    try:
        given = _read(form.file.data.read())
    except BadFile as error:
        return render_template("exchange/bring.html", form=form, unreadable=error), 400
    return _looked_at(form, *checked(given, known(competence_ids())))


@exchange.post("/palvelut/tuo/vahvista")
@open_to(ADVISER, ADMINISTRATOR)
def force() -> ResponseReturnValue:
    """Put what was looked at into force; where the catalogue was changed meanwhile, look again."""
    form = ForceForm()
    try:
        rows = json.loads(form.rows.data or "")
        texts = [{name: str(row.get(name, "")) for name in FIELDS} for row in rows]
    except (ValueError, AttributeError, TypeError) as error:
        raise Refused(_("Tuo tiedosto uudelleen: sen sisältö ei tullut perille kokonaan.")) from error
    about = known(competence_ids())
    nowhere: dict[str, str] = {}
    sound, found = checked([(row, nowhere) for row in texts], about)
    if not found:
        try:
            with transaction():
                bring_rows(sound, form.base.data or "", about, signed_in().id, now())
            return redirect(url_for("catalogue.list_all"))
        except Outdated:
            pass
    return _looked_at(BringForm(), sound, found, again=True)


@exchange.get("/palvelut/puuttuvat")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def unmet() -> ResponseReturnValue:
    """What no service answers, for the yearly update of the service map."""
    return render_template("exchange/unmet.html", lines=_unmet_lines(), fewest=_fewest())


@exchange.get("/palvelut/puuttuvat.xlsx")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@limited(FILE)
def unmet_workbook() -> Response:
    heads = (_("Osaaminen"), _("Tunnus"), _("Yrityksiä"), _("Viimeksi kirjattu"))
    lines = [[one["name"], one["id"], one["firms"], one["day"]] for one in _unmet_lines()]
    return attachment(to_xlsx([Sheet(_("Puuttuvat palvelut"), heads, lines, {0: 40})]), XLSX, "puuttuvat-palvelut.xlsx")


def _fewest() -> int:
    """A smaller number of firms is not told."""
    return int(current_app.config["OSAAMISTASE"].disclosure_k)


def _unmet_lines() -> list[dict[str, str]]:
    """Noted needs by how many firms have them, then competences that no service is offered for; few firms unnamed."""
    names, noted = competence_names(), {one: (firms, at) for one, firms, at in list_unmet()}
    fewest = _fewest()
    offered = {
        link.competence_id for service in list_services() if service.for_firms(today()) for link in service.competences
    }
    lines = [
        {
            "id": one,
            "name": names.get(one, one),
            "firms": str(firms) if firms >= fewest else _("alle %(count)s", count=fewest),
            "day": day(at),
        }
        for one, (firms, at) in noted.items()
    ]
    rest = sorted(one for one in names if one not in offered and one not in noted and not one.endswith("-00"))
    return lines + [{"id": one, "name": names[one], "firms": "–", "day": "–"} for one in rest]


def _looked_at(form: BringForm, rows: list[Row], found: list[Misplaced], again: bool = False) -> tuple[str, int]:
    preview: Preview | None = None if found else previewed(standing(), rows)
    page = render_template(
        "exchange/bring.html",
        form=form,
        found=found,
        preview=preview,
        rows=json.dumps(preview.rows, ensure_ascii=False) if preview else "",
        again=again,
        headings={name: heading for name, (heading, _most) in FIELDS.items()},
    )
    return page, 400 if found else 409 if again else 200


def _read(content: bytes) -> list[tuple[Row, dict[str, str]]]:
    from osaamistase.exchange.workbook import from_workbook
    from osaamistase.exchange.yaml_file import from_yaml

    return from_workbook(content) if content[:2] == b"PK" else from_yaml(content)

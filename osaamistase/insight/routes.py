"""Management's page: what the region's firms lack, without showing any firm."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, MANAGER, open_to
from osaamistase.clock import today
from osaamistase.disclosure.threshold import guarded
from osaamistase.insight.store import find_counts, list_area_gaps
from osaamistase.survey.guard import shelf
from osaamistase.web.languages import current_language

insight = Blueprint("insight", __name__)


@insight.get("/alue")
@open_to(MANAGER, ADMINISTRATOR)
def overview() -> ResponseReturnValue:
    k = current_app.config["OSAAMISTASE"].disclosure_k
    firms, rounds, rounds_of, plans, plans_of = find_counts()
    gaps = {area: guarded(float(mean), count, k) for area, mean, count in list_area_gaps()}
    names = {area.id: area.name for version in shelf().newest() for area in version.questionnaire.areas}
    areas = [(name.in_(current_language()), gaps.get(area, guarded(None, 0, k))) for area, name in names.items()]
    return render_template(
        "insight/overview.html",
        counts=(guarded(firms, firms, k), guarded(rounds, rounds_of, k), guarded(plans, plans_of, k)),
        areas=sorted(areas, key=lambda pair: -(pair[1].value or 0)),
        k=k,
        today=today(),
    )

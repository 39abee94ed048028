"""A firm's page: its rounds and plans in one place, with the next step beside each."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to
from osaamistase.companies.store import get_company
from osaamistase.plans.store import list_plans
from osaamistase.survey.guard import shelf
from osaamistase.survey.store import list_rounds

followup = Blueprint("followup", __name__)


@followup.get("/yritykset/<int:company_id>")
@open_to(ADVISER, ADMINISTRATOR)
def company(company_id: int) -> ResponseReturnValue:
    shown = get_company(company_id)
    offered = [one.questionnaire for one in shelf().newest()]
    packs = [shelf().pack_for(one.id, shown.industry_section, shown.industry_code) for one in offered]
    return render_template(
        "followup/company.html",
        company=shown,
        rounds=list_rounds(company_id),
        plans={plan.round_id: (plan, number) for plan, number in list_plans(company_id)},
        questionnaires=offered,
        packs=list({one.sha256: one.questionnaire for one in packs if one}.values()),
        title_of=_titles(),
    )


def _titles() -> dict[tuple[str, int], object]:
    return {key: version.questionnaire.title for key, version in shelf().versions().items()}

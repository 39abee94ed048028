"""Steps that join stores and rules, each inside the caller's transaction: finish a round."""

from datetime import datetime, timedelta

from osaamistase.companies.models import Company
from osaamistase.companies.store import get_company
from osaamistase.results.freeze import freeze
from osaamistase.results.models import StoredSheet
from osaamistase.results.store import add_sheet
from osaamistase.survey.document import Answerer
from osaamistase.survey.shelf import Version
from osaamistase.survey.store import get_round, list_answers_of_round, list_respondents, save_links_open_until


def finish_round(round_id: int, version: Version, result_days: int, by_user_id: int | None, at: datetime) -> None:
    """Store the sheet once; a round already finished is left as it is. Raises NothingScored."""
    round_ = get_round(round_id, for_update=True)
    if round_.submitted_at is not None:
        return
    company = get_company(round_.company_id)
    frozen = freeze(version.questionnaire, version.sha256, _facts(company), _people(round_id), at)
    add_sheet(
        StoredSheet(
            round_id=round_id,
            company_id=company.id,
            method=frozen.method,
            content=frozen.content,
            sha256=frozen.sha256,
            made_at=at,
        ),
        frozen.area_gaps,
    )
    round_.submitted_at, round_.submitted_by_id = at, by_user_id
    save_links_open_until(round_id, at + timedelta(days=result_days), at)


def _people(round_id: int) -> list[Answerer]:
    answers = list_answers_of_round(round_id)
    return [Answerer(f"r{one.id}", one.main, one.group, answers.get(one.id, {})) for one in list_respondents(round_id)]


def _facts(company: Company) -> dict[str, object]:
    return {
        "name": company.name,
        "business_id": company.business_id,
        "headcount": company.headcount,
        "size_class": company.size_class,
        "industry": {
            "scheme": company.industry_scheme,
            "code": company.industry_code,
            "section": company.industry_section,
        },
        "municipality": company.municipality,
        "adviser": company.adviser.name,
        "made_up": company.made_up,
    }

"""Steps that join stores and rules, each inside the caller's transaction: finish a round."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from osaamistase.companies.models import Company
from osaamistase.companies.store import get_company
from osaamistase.errors import NotFound
from osaamistase.mail.letters import BadLetter
from osaamistase.mail.steps import queue_letter
from osaamistase.mail.writing import Facts
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.results.freeze import Frozen, freeze, freeze_again
from osaamistase.results.models import StoredSheet
from osaamistase.results.store import add_sheet, content_of, get_sheet, list_talks
from osaamistase.results.talks import consensus_of
from osaamistase.survey.answering import gave_levels, off_path, with_names
from osaamistase.survey.asked import Asked
from osaamistase.survey.document import Answerer
from osaamistase.survey.entry import Entry
from osaamistase.survey.steps import new_link
from osaamistase.survey.store import (
    get_round,
    list_answers_of_round,
    list_respondents,
    remove_answers,
    save_links_open_until,
)
from osaamistase.web.languages import day


class OneColleague(ValueError):
    """The levels are one employee's alone, and no employer is shown an individual's answers (method.md section 2)."""


def be_ready(entry: Entry, asked: Asked, result_days: int, by_user_id: int | None, at: datetime) -> bool:
    """Mark one respondent ready; whether that finished the round, as it does once all are. Raises NothingScored."""
    round_ = get_round(entry.round_id, for_update=True)  # whoever is ready in the same moment waits here
    everyone = list_respondents(entry.round_id)
    person = next((one for one in everyone if one.id == entry.respondent_id), None)
    if person is None or round_.carried_to_id is not None:
        raise NotFound("respondent")
    person.ready_at = person.ready_at or at
    if any(one.ready_at is None for one in everyone):
        return False
    try:
        return finish_round(entry.round_id, asked, result_days, by_user_id, at)
    except OneColleague:  # ready all the same; the round waits for another's answers
        return False


def finish_round(round_id: int, asked: Asked, result_days: int, by_user_id: int | None, at: datetime) -> bool:
    """Store the sheet once; False where the round is finished already or was carried over.

    Raises NothingScored, and OneColleague where the sheet's levels would be one employee's alone.

    Answers to what was in the end not asked are dropped here: until now they were kept, should the path open again.
    """
    round_ = get_round(round_id, for_update=True)
    if round_.submitted_at is not None or round_.carried_to_id is not None:
        return False
    company = get_company(round_.company_id)
    people = _people(round_id)
    given = [one for one in people.values() if gave_levels(one.answers)]
    if len(given) == 1 and not given[0].main:
        raise OneColleague
    frozen = freeze(asked.questionnaire, asked.identity, _facts(company), list(people.values()), at)
    for respondent_id, one in people.items():
        remove_answers(respondent_id, off_path(asked.questionnaire, one.answers))
    _keep(round_id, 1, company.id, frozen, at)
    round_.submitted_at, round_.submitted_by_id = at, by_user_id
    save_links_open_until(round_id, at + timedelta(days=result_days), at)
    return True


def draw_again(round_id: int, questionnaire: Questionnaire, at: datetime) -> StoredSheet:
    """The round's next sheet, with what was agreed on since the last; that one itself where nothing was.

    Raises NotFound while the round is open, and NothingScored.
    """
    get_round(round_id, for_update=True)
    newest = get_sheet(round_id)
    stored, consensus = content_of(newest), consensus_of(list_talks(round_id))
    if stored["answers"].get("consensus", {}) == consensus:
        return newest
    frozen = freeze_again(questionnaire, stored, consensus, at)
    return _keep(round_id, newest.number + 1, newest.company_id, frozen, at)


def _keep(round_id: int, number: int, company_id: int, frozen: Frozen, at: datetime) -> StoredSheet:
    return add_sheet(
        StoredSheet(
            round_id=round_id,
            number=number,
            company_id=company_id,
            method=frozen.method,
            content=frozen.content,
            sha256=frozen.sha256,
            made_at=at,
            industry_section=frozen.section,
            size_class=frozen.size_class,
            level_index=frozen.level_index,
            to_talk=frozen.to_talk,
        ),
        frozen.areas,
    )


def write_receipts(
    round_id: int,
    minutes: int,
    organisation: str,
    result_days: int,
    address_of: Callable[[str], str],
    home: str,
    at: datetime,
) -> None:
    """A letter to everyone whose address is known: thanks, and for the main respondent a link to the result.

    `address_of` makes a link of a token; `home` is the service's own address.
    """
    round_ = get_round(round_id)
    company = get_company(round_.company_id)
    for person in list_respondents(round_id):
        to = person.mail_address(company.contact_email)
        if not to:
            continue
        address, until = home, ""
        if person.main:  # a colleague gets thanks alone, so no key is made for one
            token, link = new_link(person.id, round_.opened_by_id, at, result_days)
            address, until = address_of(token), day(link.expires_at)
        facts = Facts(
            company=company.name,
            organisation=organisation,
            adviser=company.adviser.name,
            adviser_email=company.adviser.email,
            adviser_phone=company.adviser.phone,
            address=address,
            minutes=minutes,
            until=until,
            main=person.main,
            made_up=company.made_up,
        )
        with suppress(BadLetter):  # an address no mail can go to: the round is finished all the same
            queue_letter("receipt", to, person.language or company.language, f"round-{round_id}", None, at, **facts)


def _people(round_id: int) -> dict[int, Answerer]:
    """Everyone with their answers; the names of own competences are the main respondent's."""
    answers = list_answers_of_round(round_id)
    everyone = list_respondents(round_id)
    main = next((answers.get(one.id, {}) for one in everyone if one.main), {})
    return {
        one.id: Answerer(f"r{one.id}", one.main, one.group, with_names(answers.get(one.id, {}), main))
        for one in everyone
    }


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

"""The adviser and the firm at one table: what was seen differently, what is agreed on, and the sheet drawn again."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now
from osaamistase.companies.models import Company
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.discussion.forms import TalkForm
from osaamistase.discussion.subjects import Subject, find_subject, subjects
from osaamistase.errors import NotFound
from osaamistase.questionnaires.questionnaire import Questionnaire, named
from osaamistase.results.models import StoredSheet, Talk
from osaamistase.results.steps import draw_again
from osaamistase.results.store import add_talk, content_of, get_sheet, list_talks
from osaamistase.results.talks import consensus_of, newest_by_subject
from osaamistase.scoring.methods import method_of
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import Sheet, draw_up
from osaamistase.survey.guard import asked_by
from osaamistase.survey.store import get_round
from osaamistase.web.languages import current_language

discussion = Blueprint("discussion", __name__)


@dataclass(frozen=True)
class Table:
    """A finished round as it lies on the table: its newest sheet and everything that can be talked through."""

    stored: StoredSheet
    company: Company
    questionnaire: Questionnaire
    content: dict[str, Any]
    sheet: Sheet
    subjects: list[Subject]


@discussion.get("/kierrokset/<int:round_id>/keskustelu")
@open_to(ADVISER, ADMINISTRATOR)
def show(round_id: int) -> ResponseReturnValue:
    table, said = _table(round_id), list_talks(round_id)
    return render_template(
        "discussion/show.html",
        round_id=round_id,
        table=table,
        talks=newest_by_subject(said),
        waiting=consensus_of(said) != table.content["answers"].get("consensus", {}),
    )


@discussion.route("/kierrokset/<int:round_id>/keskustelu/<subject>", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def record(round_id: int, subject: str) -> ResponseReturnValue:
    """Write down what was agreed on about one area or competence, beside what was answered."""
    table = _table(round_id)
    found = find_subject(table.subjects, subject)
    if found is None:
        raise NotFound("subject")
    said = [one for one in list_talks(round_id) if one.subject == subject]
    form = _form(found, newest_by_subject(said).get(subject))
    if form.validate_on_submit():
        with transaction():
            get_round(round_id, for_update=True)
            add_talk(
                Talk(
                    round_id=round_id,
                    subject=subject,
                    reason=form.reason.data,
                    said_at=now(),
                    written_by_id=signed_in().id,
                    current=form.agreed().get("current"),
                    target=form.agreed().get("target"),
                    importance=form.agreed().get("importance"),
                )
            )
        return redirect(url_for("discussion.show", round_id=round_id, _anchor=subject))
    page = render_template(
        "discussion/record.html", round_id=round_id, table=table, one=found, form=form, said=list(reversed(said))
    )
    return page, 400 if form.errors else 200


@discussion.post("/kierrokset/<int:round_id>/keskustelu/<subject>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def withdraw(round_id: int, subject: str) -> ResponseReturnValue:
    """Take back what was agreed on; that it was said stays written."""
    with transaction():
        get_round(round_id, for_update=True)
        get_sheet(round_id)  # while the round is open there is nothing to talk of
        holding = newest_by_subject(list_talks(round_id)).get(subject)
        if holding is not None:
            add_talk(
                Talk(
                    round_id=round_id,
                    subject=subject,
                    reason=holding.reason,
                    said_at=now(),
                    written_by_id=signed_in().id,
                    withdrawn=True,
                )
            )
    return redirect(url_for("discussion.show", round_id=round_id, _anchor=subject))


@discussion.post("/kierrokset/<int:round_id>/keskustelu")
@open_to(ADVISER, ADMINISTRATOR)
def draw(round_id: int) -> ResponseReturnValue:
    """Draw the sheet again with what was agreed on; the earlier one stays."""
    with transaction():
        draw_again(round_id, asked_by(get_round(round_id)).questionnaire, now())
    return redirect(url_for("results.sheet", door=round_id))


def _form(subject: Subject, holding: Any) -> TalkForm:
    known = {name: str(value) for name, value in holding.values.items()} if holding else {}
    form = TalkForm(data={**known, "reason": holding.reason if holding else ""})
    form.ask_only(subject.ratings)
    if request.method == "GET":
        for name, value in known.items():
            if name in form:
                form[name].data = value
    return form


def _table(round_id: int) -> Table:
    """Raises NotFound while the round is open."""
    stored = get_sheet(round_id)
    content = content_of(stored)
    questionnaire = named(asked_by(get_round(round_id)).questionnaire, content["answers"].get("own", {}))
    frame, round_ = read_round(questionnaire, content["answers"])
    sheet = draw_up(frame, round_, method_of(stored.method))
    return Table(
        stored=stored,
        company=get_company(stored.company_id),
        questionnaire=questionnaire,
        content=content,
        sheet=sheet,
        subjects=subjects(frame, round_, sheet, questionnaire, current_language()),
    )

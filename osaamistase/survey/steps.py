"""Steps that join stores and rules, each inside the caller's transaction: open a round, save what a page sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from osaamistase.survey.answering import Place
from osaamistase.survey.asked import Asked
from osaamistase.survey.clashes import Kept, Writer, clashes, touched
from osaamistase.survey.links import new_token, token_hash
from osaamistase.survey.models import Link, Round
from osaamistase.survey.store import add_link, add_round, list_kept, save_answers, save_source


def start_round(company_id: int, asked: Asked, by_user_id: int, at: datetime) -> Round:
    """A round with its main respondent, and the very words it points at kept beside it."""
    for version in (asked.base, asked.pack):
        if version is not None:
            save_source(version.sha256, version.source.decode(), at)
    base, pack = asked.base, asked.pack
    return add_round(
        Round(
            company_id=company_id,
            questionnaire_id=base.questionnaire.id,
            questionnaire_version=base.questionnaire.version,
            questionnaire_sha256=base.sha256,
            pack_id=pack.questionnaire.id if pack else None,
            pack_version=pack.questionnaire.version if pack else None,
            pack_sha256=pack.sha256 if pack else None,
            opened_at=at,
            opened_by_id=by_user_id,
        )
    )


def save_one(
    respondent_id: int, place: Place, value: str, writer: Writer, by_user_id: int | None, at: datetime
) -> tuple[int, Kept | None]:
    """Save one answer as it is given. Its version now, and the newer answer that stands in its way, if one does."""
    if not value and place not in list_kept(respondent_id):
        return 0, None  # nothing to take back: no row, which another page would have to call newer than its own
    saved = save_answers(respondent_id, {place: value}, by_user_id, at, writer)
    if place in saved:
        return saved[place], None
    kept = list_kept(respondent_id)
    return kept[place].version, clashes({place: value}, writer, kept).get(place)


def save_page(
    respondent_id: int, given: Mapping[Place, str], writer: Writer, by_user_id: int | None, at: datetime
) -> dict[Place, Kept]:
    """Save what was changed on a page that sends everything. The newer answers that stand in the way, by place."""
    wanted = touched(given, writer, list_kept(respondent_id))
    saved = save_answers(respondent_id, wanted, by_user_id, at, writer)
    left = {place: value for place, value in wanted.items() if place not in saved}
    return clashes(left, writer, list_kept(respondent_id)) if left else {}


def new_link(respondent_id: int, by_user_id: int, at: datetime, days: int) -> tuple[str, Link]:
    """A new way in for a respondent: its secret, told this once, and the link as it is kept."""
    token = new_token()
    link = add_link(
        Link(
            respondent_id=respondent_id,
            token_sha256=token_hash(token),
            created_at=at,
            created_by_id=by_user_id,
            expires_at=at + timedelta(days=days),
        )
    )
    return token, link

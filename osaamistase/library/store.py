"""Load the drafts that were brought in as workbooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from osaamistase.accounts.models import User
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.survey.models import QuestionnaireSource


@dataclass(frozen=True)
class Draft:
    """A questionnaire's words by their checksum, and who brought them when."""

    sha256: str
    source: str
    brought_at: datetime
    brought_by: str


def list_drafts(most: int) -> Sequence[Draft]:
    """The newest first, at most `most`."""
    query = _drafts().order_by(QuestionnaireSource.kept_at.desc(), QuestionnaireSource.sha256).limit(most)
    return [Draft(*row) for row in db.session.execute(query)]


def get_draft(sha256: str) -> Draft:
    """Raises NotFound."""
    row = db.session.execute(_drafts().where(QuestionnaireSource.sha256 == sha256)).first()
    if row is None:
        raise NotFound("draft")
    return Draft(*row)


def _drafts() -> Select[str, str, datetime, str]:
    return select(QuestionnaireSource.sha256, QuestionnaireSource.source, QuestionnaireSource.kept_at, User.name).join(
        User, User.id == QuestionnaireSource.brought_by_id
    )

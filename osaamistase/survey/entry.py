"""Who has come to a round, and by which door: the firm by its link, an adviser at the table by the round's number."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One respondent's way into one round. `link_id` is None when an adviser fills in with the firm.

    `people` is how many answer in the round, `ready` how many of them have said that they are; `preview` marks a look
    at a questionnaire, which saves nothing.
    """

    respondent_id: int
    round_id: int
    company_id: int
    company: str
    headcount: int
    language: str
    adviser: str
    adviser_email: str
    adviser_phone: str
    questionnaire_id: str
    questionnaire_version: int
    questionnaire_sha256: str
    pack_id: str | None
    pack_version: int | None
    pack_sha256: str | None
    carried_to_id: int | None
    submitted_at: datetime | None
    made_up: bool
    main: bool
    people: int
    ready: int
    ready_at: datetime | None
    together_at: datetime | None
    link_id: int | None = None
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None
    preview: bool = False

    def closed(self, now: datetime) -> str | None:
        """Why the link no longer opens: "withdrawn", "expired", or None where it does."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "expired" if self.expires_at is not None and now >= self.expires_at else None

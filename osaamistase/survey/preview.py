"""A look at any questionnaire version as a firm would see it: by its checksum, and nothing of it is ever saved."""

import re

from osaamistase.questionnaires.shelf import Shelf, Version
from osaamistase.survey.asked import Asked, asked
from osaamistase.survey.entry import Entry


def looks_like_checksum(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


def asked_in_preview(version: Version, shelf: Shelf) -> Asked | None:
    """What the preview of a version asks. A sector pack is joined to the newest published version of the first
    questionnaire it joins that has one; None where there is none, for a pack cannot be answered alone.
    """
    if version.questionnaire.joins is None:
        return asked(version)
    bases = (shelf.newest_of(one) for one in version.questionnaire.joins.questionnaires)
    base = next((one for one in bases if one is not None and one.questionnaire.joins is None), None)
    return None if base is None else asked(base, version)


def preview_entry(shown: Asked, company: str, adviser: str, language: str) -> Entry:
    """The way in of a made-up firm that answers alone. Its ids are 0, which no row has."""
    pack = shown.pack
    return Entry(
        respondent_id=0,
        round_id=0,
        company_id=0,
        company=company,
        headcount=5,
        language=language,
        adviser=adviser,
        adviser_email="",
        adviser_phone="",
        questionnaire_id=shown.base.questionnaire.id,
        questionnaire_version=shown.base.questionnaire.version,
        questionnaire_sha256=shown.base.sha256,
        pack_id=pack.questionnaire.id if pack else None,
        pack_version=pack.questionnaire.version if pack else None,
        pack_sha256=pack.sha256 if pack else None,
        carried_to_id=None,
        submitted_at=None,
        made_up=True,
        main=True,
        people=1,
        ready=0,
        ready_at=None,
        together_at=None,
        preview=True,
    )

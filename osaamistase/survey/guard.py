"""The door of a round: a firm's link, or the round's number for a signed-in adviser. All else is a 404.

A questionnaire's checksum is a door, too: to a look at it, in which nothing is saved.
"""

from typing import Protocol

from flask import abort, current_app, g, redirect, request, url_for
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, signed_in, signed_in_role
from osaamistase.clock import now
from osaamistase.errors import NotFound, Refused
from osaamistase.questionnaires.questionnaire import Questionnaire, parse
from osaamistase.questionnaires.shelf import Shelf, Version
from osaamistase.survey.asked import Asked, asked
from osaamistase.survey.entry import Entry
from osaamistase.survey.links import looks_like_token, token_hash
from osaamistase.survey.preview import asked_in_preview, looks_like_checksum, preview_entry
from osaamistase.survey.store import find_entry_by_round, find_entry_by_token, find_source
from osaamistase.web.languages import current_language, speak
from osaamistase.web.recent import Recent

_PREVIEWS = 40  # versions kept in memory that are looked at and perhaps stand on no shelf


class LinkClosed(Refused):
    """The link was right once; the person is told why it no longer opens and what to do."""

    closed = True


def enter(door: str, *, to_write: bool = False) -> Entry:
    """Who comes in by `door`; `to_write` holds the round open till the end of the request.

    Raises NotFound, or LinkClosed for an expired or withdrawn link.
    """
    if looks_like_token(door):
        entry = find_entry_by_token(token_hash(door), for_writing=to_write)
    elif looks_like_checksum(door):
        entry = _preview(door)
    elif door.isdecimal() and len(door) < 10 and signed_in_role() in (ADVISER, ADMINISTRATOR):
        entry = find_entry_by_round(int(door), for_writing=to_write)
    else:
        entry = None
    if entry is None:
        raise NotFound("door")
    if entry.link_id is not None:
        speak(entry.language)
    refuse_closed(entry)
    g.door, g.link_id = door, entry.link_id
    return entry


def _preview(sha256: str) -> Entry:
    return preview_entry(
        _shown_in_preview(sha256), _("Esimerkkiyritys (esikatselu)"), _("Oma neuvojasi"), current_language()
    )


def refuse_closed(entry: Entry) -> None:
    why = entry.closed(now())
    if why == "withdrawn":
        raise LinkClosed(_("Tämä linkki on peruttu. Pyydä uusi linkki neuvojaltasi: %(who)s.", who=_adviser(entry)))
    if why == "expired":
        raise LinkClosed(
            _(
                "Tämän linkin aika on päättynyt. Vastauksesi ovat tallessa. Pyydä uusi linkki: %(who)s.",
                who=_adviser(entry),
            )
        )


def _adviser(entry: Entry) -> str:
    return ", ".join(one for one in (entry.adviser, entry.adviser_email, entry.adviser_phone) if one)


def open_to_answer(entry: Entry) -> Entry:
    """The entry, where it may answer now; else the page that says why not, or the one where its answers are."""
    door = request.view_args["door"] if request.view_args else ""
    if entry.carried_to_id is not None:
        if request.method == "GET":
            abort(redirect(url_for("survey.hub", door=entry.carried_to_id)))
        raise Refused(_("Vastaukset on siirretty uudempaan kyselyyn. Avaa uudempi kierros yrityksen sivulta."))
    if entry.submitted_at is not None:
        if request.method == "GET":
            abort(redirect(url_for("survey.receipt", door=door)))
        raise Refused(_("Vastaukset on jo lähetetty, eikä niitä voi enää muuttaa."))
    if entry.link_id is None and not entry.preview and entry.together_at is None:
        raise Refused(
            _(
                "Yrityksen vastaukset näkyvät sinulle vasta, kun täytätte yhdessä. Avaa kierroksen sivu ja valitse "
                "Täytä yhdessä yrityksen kanssa."
            )
        )
    return entry


def typist(entry: Entry) -> int | None:
    """The adviser who types at the table, or None where the firm types itself."""
    return signed_in().id if entry.link_id is None else None


def shelf() -> Shelf:
    found = current_app.extensions["questionnaires"]()
    assert isinstance(found, Shelf)
    return found


class Pointing(Protocol):
    """What points at a questionnaire version and perhaps a sector pack: a round, or a way into one."""

    @property
    def questionnaire_id(self) -> str: ...
    @property
    def questionnaire_version(self) -> int: ...
    @property
    def questionnaire_sha256(self) -> str: ...
    @property
    def pack_id(self) -> str | None: ...
    @property
    def pack_version(self) -> int | None: ...
    @property
    def pack_sha256(self) -> str | None: ...


def asked_by(pointing: Pointing) -> Asked:
    """What a round asks, whole. Raises NotFound where those very words are nowhere on this machine."""
    if isinstance(pointing, Entry) and pointing.preview:
        return _shown_in_preview(pointing.pack_sha256 or pointing.questionnaire_sha256)
    kept: dict[tuple[str, str | None], Asked] = current_app.extensions.setdefault("asked", {})
    key = (pointing.questionnaire_sha256, pointing.pack_sha256)
    if key not in kept:
        # By checksum: a file of that name with other words in it is not that questionnaire.
        base = find_version(pointing.questionnaire_sha256)
        kept[key] = asked(base, find_version(pointing.pack_sha256) if pointing.pack_sha256 else None)
    return kept[key]


def find_version(sha256: str, source: str | None = None) -> Version:
    """The version of those very words: on the shelf, or kept in the database (`source`, where it is read already).

    Raises NotFound.
    """
    kept: Recent[str, Version] = current_app.extensions.setdefault("kept_versions", Recent(_PREVIEWS))
    return shelf().by_sha256(sha256) or kept.get(sha256, lambda: _kept_version(sha256, source))


def _kept_version(sha256: str, source: str | None) -> Version:
    words = (source or find_source(sha256) or "").encode()
    questionnaire, _findings = parse(words)
    if questionnaire is None:
        raise NotFound("questionnaire")
    return Version(questionnaire, words, sha256, "draft")


def _shown_in_preview(sha256: str) -> Asked:
    kept: Recent[str, Asked] = current_app.extensions.setdefault("previews", Recent(_PREVIEWS))
    return kept.get(sha256, lambda: _look_up(sha256))


def _look_up(sha256: str) -> Asked:
    found = asked_in_preview(find_version(sha256), shelf())
    if found is None:
        raise NotFound("questionnaire to join")
    return found


def questionnaire_of(entry: Entry) -> Questionnaire:
    """What the entry's round asks."""
    return asked_by(entry).questionnaire

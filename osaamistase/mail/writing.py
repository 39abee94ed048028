"""The words of each kind of mail, in the language of whoever gets it."""

from typing import Literal, TypedDict, Unpack

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

Kind = Literal["invitation", "reminder", "receipt"]
_TEMPLATES = {
    "invitation": ("mail/invitation.txt", "mail/invitation.html"),
    "reminder": ("mail/reminder.txt", "mail/reminder.html"),
    "receipt": ("mail/receipt.txt", "mail/receipt.html"),
}


class Facts(TypedDict):
    """What a letter may tell. Nothing in it is secret but `address`: no answers, no figures."""

    company: str
    organisation: str
    adviser: str
    adviser_email: str
    adviser_phone: str  # "" where there is none
    address: str  # the link, whole
    minutes: int
    until: str  # the last day of the link, as people write it
    main: bool  # the main respondent; else a colleague, who gets no sheet
    made_up: bool


def letter(kind: Kind, language: str, **facts: Unpack[Facts]) -> tuple[str, str, str]:
    """Subject, plain text and HTML. Needs an application context; the language of the page at hand does not matter."""
    plain, html = _TEMPLATES[kind]
    with force_locale(language):
        subject = _subject(kind)
        written = {**facts, "subject": subject}
        return subject, render_template(plain, **written), render_template(html, **written)


def _subject(kind: Kind) -> str:
    subjects = {
        "invitation": _("Yrityksesi osaamiskysely"),
        "reminder": _("Muistutus: yrityksesi osaamiskysely odottaa vastauksiasi"),
        "receipt": _("Kiitos, osaamiskyselyn vastaukset on lähetetty"),
    }
    return str(subjects[kind])

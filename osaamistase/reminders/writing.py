"""The words of letters that remind, in the language of whoever gets them."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from osaamistase.desk.due import FirmDue

LINES = 20  # of a digest; the rest is a number
_TEMPLATES = {
    "digest": ("mail/digest.txt", "mail/digest.html"),
    "deadline": ("mail/deadline.txt", "mail/deadline.html"),
    "handover": ("mail/handover.txt", "mail/handover.html"),
}


def digest(language: str, firms: Sequence[FirmDue], home: str, organisation: str) -> tuple[str, str, str]:
    """Subject, plain text and HTML of what is due. Firms' names, no figures."""
    with force_locale(language):
        things = sum(len(one.items) for one in firms)
        facts = {
            "subject": _("Tänään odottaa %(count)s asiaa", count=things), "home": home, "organisation": organisation,
            "firms": firms[:LINES], "rest": max(0, len(firms) - LINES),
        }  # fmt: skip
        return _written("digest", facts)


def deadline(
    language: str, company: str, title: str, day: date, adviser: Mapping[str, object], stop: str, organisation: str
) -> tuple[str, str, str]:
    """To the firm's own person, a week before. `stop`: the address that ends these letters."""
    with force_locale(language):
        facts = {
            "subject": _("Muistutus: %(title)s", title=title[:150]), "company": company, "title": title, "day": day,
            "adviser": adviser["name"], "adviser_email": adviser["email"], "adviser_phone": adviser["phone"],
            "stop": stop, "organisation": organisation, "made_up": adviser["made_up"],
        }  # fmt: skip
        return _written("deadline", facts)


def handed_over(
    language: str, companies: Sequence[str], giver: str, home: str, organisation: str
) -> tuple[str, str, str]:
    """To the adviser whose firms they are now. What the giver wrote stays on the firm's page."""
    with force_locale(language):
        facts = {
            "subject": _("Sinulle siirtyi yrityksiä"), "companies": companies, "giver": giver, "home": home,
            "organisation": organisation,
        }  # fmt: skip
        return _written("handover", facts)


def _written(name: str, facts: Mapping[str, object]) -> tuple[str, str, str]:
    plain, html = (render_template(one, **facts) for one in _TEMPLATES[name])
    return str(facts["subject"]), plain, html

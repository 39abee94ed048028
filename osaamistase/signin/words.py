"""Sentences of signing in, and the letter that brings a link."""

from datetime import datetime

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from osaamistase.accounts.password_rules import SHORTEST, Fault
from osaamistase.web.languages import day


def password_sentence(fault: Fault) -> str:
    """Why a password is not taken, and what helps."""
    sentences = {
        "short": _("Salasana on liian lyhyt: vähintään %(count)s merkkiä. Usean sanan lause on hyvä.", count=SHORTEST),
        "long": _("Salasana on liian pitkä. Lyhennä sitä."),
        "common": _("Salasana on helppo arvata. Keksi usean sanan lause, jossa ei ole nimiä eikä tuttuja sarjoja."),
        "leaked": _("Tämä salasana on vuotanut muualta ja sitä kokeillaan ensimmäisenä. Keksi toinen."),
    }
    return str(sentences[fault])


def link_letter(address: str, until: datetime, organisation: str, invited: bool, language: str) -> tuple[str, str, str]:
    """Subject, plain text and HTML of the letter with a link to set a password, in `language`."""
    with force_locale(language):
        subject = _("Tunnuksesi Osaamistaseeseen") if invited else _("Uusi salasana Osaamistaseeseen")
        facts = {
            "subject": subject, "address": address, "until": day(until), "organisation": organisation,
            "invited": invited,
        }  # fmt: skip
        return subject, render_template("mail/account.txt", **facts), render_template("mail/account.html", **facts)

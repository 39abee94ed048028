"""Finnish, Swedish, English: which one a page speaks, and how it writes numbers and dates."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from urllib.parse import urlsplit

from flask import Blueprint, Flask, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale, get_translations, ngettext

from osaamistase.clock import HELSINKI
from osaamistase.web.markdown import rendered

LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}

languages = Blueprint("languages", __name__)


def current_language() -> str:
    locale = get_locale()
    return locale.language if locale else "fi"


def translated(text: str, **values: object) -> str:
    """What flask-babel's gettext gives, for a page's hundreds of texts: the catalogue is looked up once a language.

    It is kept where flask-babel itself forgets it whenever the language changes, by force_locale or refresh.
    """
    spoken = g.get("_flask_babel") if g else None
    catalogue = getattr(spoken, "babel_translations", None)
    if catalogue is None:
        catalogue = get_translations()
        if g:
            g._flask_babel.babel_translations = catalogue
    said: str = catalogue.gettext(text)
    return said % values if values else said


def speak(language: str) -> None:
    """Draw the rest of this request in `language`: a firm's own, unless the person has chosen one."""
    if "language" not in session and language in LANGUAGES:
        g.language = language
        if session.get("spoken") != language:
            session["spoken"] = language  # for the page that must speak when the database is away


def _chosen() -> str:
    for language in (session.get("language"), g.get("language")):
        if language in LANGUAGES:
            return str(language)
    return request.accept_languages.best_match(LANGUAGES, "fi") or "fi"


@languages.post("/kieli/<language>")
def choose_language(language: str) -> ResponseReturnValue:
    if language in LANGUAGES:
        session["language"] = language
    return redirect(own_page(request.form.get("next")) or "/")


def own_page(address: str | None) -> str | None:
    """`address` if it is a path of ours; an address elsewhere, however disguised, is no way on."""
    if not address or not re.fullmatch(r"/(?![/\\])[^\s\\]*", address):
        return None
    return None if urlsplit(address).netloc else address


choose_language.open_to = frozenset({"anyone"})  # type: ignore[attr-defined]


def number(value: float | int | None, decimals: int = 1) -> str:
    """3,5 in Finnish and Swedish, 3.5 in English; a dash where there is no figure."""
    if value is None:
        return "–"
    text = str(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0)  # + 0: no "-0,0"
    return text if current_language() == "en" else text.replace(".", ",")


def trimmed(value: Fraction | int) -> str:
    """An exact number with the decimals it needs, two at most: 4, 0,5, 59,7, 2,33."""
    hundredths = Decimal(value.numerator * 100) / Decimal(value.denominator)
    text = str(hundredths.quantize(Decimal(1), ROUND_HALF_UP) / 100 + 0)
    return text if current_language() == "en" else text.replace(".", ",")


def day(value: date | datetime | None) -> str:
    """24.11.2026 in every language."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = value.astimezone(HELSINKI).date()
    return f"{value.day}.{value.month}.{value.year}"


def iso_day(value: str | None) -> str:
    """A date of a stored document, as people read it."""
    return day(date.fromisoformat(value)) if value else "–"


def capitalize_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def clock_time(value: datetime) -> str:
    local = value.astimezone(HELSINKI)
    return f"{local.hour}.{local.minute:02d}"


def teach_languages(app: Flask) -> None:
    Babel(app, locale_selector=_chosen, default_locale="fi", default_translation_directories="translations")
    app.register_blueprint(languages)
    app.jinja_env.filters.update(
        number=number,
        trimmed=trimmed,
        day=day,
        iso_day=iso_day,
        clock_time=clock_time,
        capitalize_first=capitalize_first,
        markdown=rendered,
    )
    app.jinja_env.globals.update(_=translated, ngettext=ngettext, language=current_language, LANGUAGES=LANGUAGES)

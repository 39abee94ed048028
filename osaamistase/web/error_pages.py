"""Every refusal is a page in the person's language with a way on; the log gets the detail.

Whoever asks for JSON gets the same in JSON: {"error": sentence}; a program with a key gets a problem (web/problems.py).
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

import structlog
from flask import Flask, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from osaamistase.errors import NotFound, Refused, SignedOut
from osaamistase.web.languages import speak
from osaamistase.web.problems import asks_as_a_program, problem, words_for_a_program

log = structlog.get_logger()

_AGAIN_IN = "5"  # seconds
_HEARD_OUT = 2 * 1024 * 1024  # bytes: what a proxy as deploy/nginx.conf lets through


def show_error_pages(app: Flask) -> None:
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFound, lambda _error: _status(404))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(SignedOut, _signed_out)
    for kind in (OperationalError, InterfaceError):
        app.register_error_handler(kind, _database_away)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, title: str, sentence: str, closed: bool = False) -> ResponseReturnValue:
    if asks_as_a_program():
        return problem(status, title, sentence)
    if _wants_json():
        return {"error": sentence}, status
    return _drawn("errors/error.html", title=title, sentence=sentence, status=status, closed=closed), status


def _drawn(template: str, **shown: Any) -> str:
    """The page; without what only the database knows (who is signed in), where the database is away."""
    try:
        return render_template(template, **shown)
    except (OperationalError, InterfaceError):
        g.database_away = True
        return render_template(template, **shown)


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def _refused(error: Refused) -> ResponseReturnValue:
    return _page(409, _("Tämä ei nyt onnistu"), error.sentence, error.closed)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    if error.code == 413:
        _hear_out()
    return _status(error.code, error.description or "", error.get_headers())


def _hear_out() -> None:
    """Read what is too much and throw it away: a line put down in the middle breaks before the page arrives."""
    left = min(request.content_length or 0, _HEARD_OUT)
    while left > 0 and (got := request.environ["wsgi.input"].read(min(left, 65_536))):
        left -= len(got)


def _status(status: int, detail: str = "", headers: Iterable[tuple[str, str]] = ()) -> ResponseReturnValue:
    if asks_as_a_program():
        return problem(status, *words_for_a_program(status), headers)
    return _page(status, *_words(status, detail))


def _words(status: int, detail: str) -> tuple[str, str]:
    if status == 400 and detail == "doubled":
        return _("Lomaketta ei voitu lukea"), _(
            "Sama kenttä tuli kahdesti. Palaa edelliselle sivulle ja lähetä uudelleen."
        )
    if status == 400 and detail == "encoding":
        return _("Lomaketta ei voitu lukea"), _(
            "Tekstissä on merkkejä, joita ei voi tallentaa. Palaa takaisin ja kirjoita kohta uudelleen."
        )
    known = {
        403: (
            _("Tämä sivu ei ole sinulle"),
            _("Tunnuksellasi ei pääse tälle sivulle. Palaa etusivulle tai kirjaudu toisella tunnuksella."),
        ),
        404: (
            _("Sivua ei löydy"),
            _("Osoitteessa voi olla virhe tai sivu on poistettu. Tarkista osoite tai palaa etusivulle."),
        ),
        405: (_("Sivua ei voi avata näin"), _("Palaa etusivulle ja yritä uudelleen.")),
        429: (
            _("Liian monta kertaa peräkkäin"),
            _("Tätä on tehty hyvin monta kertaa lyhyessä ajassa. Odota minuutti ja yritä uudelleen."),
        ),
        413: (
            _("Lähetit liian paljon kerralla"),
            _(
                "Teksti on liian pitkä tai tiedosto liian suuri. Palaa takaisin, lyhennä tekstiä tai pienennä "
                "tiedostoa ja lähetä uudelleen."
            ),
        ),
    }
    return known.get(status, (_("Pyyntöä ei voitu käsitellä"), _("Palaa takaisin ja yritä uudelleen.")))


def _from_our_own_page() -> bool:
    # What another site put into a form must never become one press away.
    origin = request.headers.get("Origin", "")
    same = request.headers.get("Sec-Fetch-Site", "") == "same-origin" or origin == request.host_url.rstrip("/")
    return same or bool(g.get("csrf_valid"))


def _signed_out(_error: SignedOut) -> ResponseReturnValue:
    """The sign-in has gone, what was typed has not: sign in on another tab, then send it from here."""
    if not _from_our_own_page():
        return redirect(url_for("signin.sign_in"))
    sentence = _("Kirjautumisesi on päättynyt. Kirjoittamasi on tällä sivulla: kirjaudu ensin ja lähetä se sitten.")
    if _wants_json():
        return {"error": sentence}, 401
    return _send_again(_("Ei vielä tallessa"), sentence, sign_in=True), 401


def _send_again(title: str, sentence: str, sign_in: bool = False) -> str:
    """The page with what was typed still in it, and one button that sends it again; a link where there is nothing."""
    again = request.method == "POST" and _from_our_own_page()
    kept = [
        (name, text) for name, text in request.form.items() if name not in ("csrf_token", "password", "again", "old")
    ]
    return _drawn(
        "errors/send_again.html",
        title=title,
        sentence=sentence,
        again=again,
        kept=kept if again else [],
        address=request.full_path.rstrip("?"),
        sign_in=sign_in,
    )


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    """The page's proof of origin has gone; what was typed has not. The person sends it again with one press."""
    log.info("csrf_refused", reason=error.description, endpoint=request.endpoint)
    if asks_as_a_program():
        return problem(400, *words_for_a_program(405))  # no program has a form of ours: it may only read
    if _wants_json() and _from_our_own_page():
        return {"csrf_token": generate_csrf()}, 400
    sentence = _(
        "Sivu oli ollut auki niin pitkään, että sen lähetyslupa ehti vanhentua. Kirjoittamasi ei ole kadonnut."
    )
    if _wants_json():
        return {"error": sentence}, 400
    return _send_again(_("Lähetä vielä kerran"), sentence), 400


def _database_away(error: DBAPIError) -> ResponseReturnValue:
    """Locked, full or gone: it passes, and until then nobody is told that anything was saved."""
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return _unexpected(error)  # SQLite's word for a statement that is wrong: that does not pass
    log.error("database_away", endpoint=request.endpoint, reason=str(error.orig)[:300])
    g.database_away = True
    speak(session.get("spoken", ""))  # the firm's own language stands in the database
    refresh()
    headers = {"Retry-After": _AGAIN_IN}
    if asks_as_a_program():
        return problem(503, *words_for_a_program(503), headers.items())
    if _wants_json():
        return (
            {"error": _("Palvelu ei juuri nyt saa yhteyttä tietokantaansa. Yritä hetken päästä uudelleen.")},
            503,
            headers,
        )
    if request.method == "POST" and _from_our_own_page():
        title = _("Ei vielä tallessa")
        sentence = _(
            "Palvelu ei juuri nyt saa yhteyttä tietokantaansa. Kirjoittamasi on tällä sivulla: odota hetki ja "
            "lähetä se uudelleen. Aiemmin tallennetut tiedot ovat tallessa."
        )
    else:
        title = _("Sivu ei juuri nyt aukea")
        sentence = _(
            "Palvelu ei juuri nyt saa yhteyttä tietokantaansa. Aiemmin tallennetut tiedot ovat tallessa. "
            "Yritä hetken päästä uudelleen."
        )
    return _send_again(title, sentence), 503, headers


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.exception("unexpected_error", endpoint=request.endpoint, kind=type(error).__name__)
    if asks_as_a_program():
        return problem(500, *words_for_a_program(500))
    return _page(
        500,
        _("Jokin meni vikaan"),
        _("Vika on meidän, ei sinun. Aiemmin tallennetut tiedot ovat tallessa. Yritä hetken päästä uudelleen."),
    )

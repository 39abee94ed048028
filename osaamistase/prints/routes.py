"""How a page of any room answers with a PDF: at once where it is printed, else with how far it is, until it is.

The web process never prints: it draws the page as HTML and leaves it to a worker (docs/decisions/0012).
"""

from collections.abc import Callable
from datetime import timedelta

from flask import Response, make_response, render_template
from flask_babel import force_locale

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.prints.models import PrintJob
from osaamistase.prints.store import add_job, find_ahead, find_document, find_job
from osaamistase.web.languages import current_language

PASSING = timedelta(days=1)  # how long the print of what may still change is kept
AGAIN = timedelta(seconds=15)  # after a page was given up, asking for it begins anew
SLOW = timedelta(seconds=20)  # by then a worker should have taken it


def print_answer(
    subject: str, html: Callable[[], str], name: str, language: str | None = None, *, passing: bool = False
) -> Response:
    """The print of `subject`, in `language` or the page's own, as a file of that name; the same bytes ever after.

    While it is not printed yet: 202 and a page that says how far it is and asks again by itself. `passing`: kept a day.
    """
    language = language or current_language()
    kept = find_document(subject, language)
    if kept is not None:
        return _file(kept, name)
    job = find_job(subject, language)
    if job is None or (job.failed_at is not None and now() - job.failed_at > AGAIN):
        with force_locale(language):
            finished = html()
        with transaction():
            add_job(subject, language, finished, now(), now() + PASSING if passing else None)
        job = find_job(subject, language)
    return _waiting(job)


def _file(content: bytes, name: str) -> Response:
    """The bytes as a file that opens in the browser and is saved under `name`."""
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _waiting(job: PrintJob | None) -> Response:
    """`job` None: a worker was quick, and the file is there when the page asks again."""
    failed = job is not None and job.failed_at is not None
    late = job is not None and job.claimed_until is None and now() - job.asked_at > SLOW
    ahead = find_ahead(job) if job is not None and not failed else 0
    page = render_template("prints/waiting.html", failed=failed, late=late, ahead=ahead)
    answer = make_response(page, 503 if failed else 202)
    answer.headers["Refresh"] = "20" if failed else "5" if late else "1"
    answer.headers["Cache-Control"] = "no-store"
    return answer

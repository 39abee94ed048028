"""What a worker does: take the next page, print it, keep it. Each step commits on its own, so that a worker may end
anywhere: a page that was claimed and not kept is free again after CLAIM."""

from datetime import datetime, timedelta

from osaamistase.prints.models import PrintJob
from osaamistase.prints.store import (
    add_document,
    list_claimed,
    remove_documents_until,
    remove_given_up,
    remove_job,
    save_free,
    save_given_up,
)

CLAIM = timedelta(minutes=2)  # no page of ours takes so long
MOST_TRIES = 3
GIVEN_UP_FOR = timedelta(days=1)  # how long a print that was given up is told of


def claim_next(at: datetime) -> PrintJob | None:
    """The next page, for this worker alone. One that no worker has come through with is given up here."""
    while claimed := list_claimed(at, at + CLAIM):
        (job,) = claimed
        if job.tries <= MOST_TRIES:
            return job
        save_given_up(job.id, at)
    return None


def keep_printed(job: PrintJob, content: bytes, at: datetime) -> None:
    """Where the job is gone, another has printed it, or what it is of was erased: nothing is kept then."""
    if remove_job(job.id):
        add_document(job.subject, job.language, content, at, job.until)


def record_failure(job: PrintJob, at: datetime) -> bool:
    """The press could not: whether the page is given up, after MOST_TRIES."""
    if job.tries < MOST_TRIES:
        save_free(job.id)
        return False
    save_given_up(job.id, at)
    return True


def clear_passing(at: datetime) -> None:
    """What was kept for a day goes, and what was given up a day before: both are made anew when somebody asks."""
    remove_documents_until(at)
    remove_given_up(at - GIVEN_UP_FOR)

"""For whoever runs the service, and their machines: does it live, is it ready, what does it measure."""

import hmac
from os import environ

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client import REGISTRY as OWN
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy.exc import SQLAlchemyError

from osaamistase.accounts.guard import ANYONE, open_to
from osaamistase.clock import now
from osaamistase.database import db, reads_first
from osaamistase.heartbeats.pulse import is_alive
from osaamistase.heartbeats.store import find_newest_beat
from osaamistase.monitoring.store import find_newest_edition, find_waiting
from osaamistase.monitoring.violations import LONGEST, NEW, OLD, read_reports
from osaamistase.releases.guard import how_it_fits
from osaamistase.web.headers import REPORTS
from osaamistase.web.limits import REPORT, limited
from osaamistase.web.log import note

monitoring = Blueprint("monitoring", __name__)

VIOLATIONS = Counter("osaamistase_csp_reports", "What browsers held back by the policy and reported.", ["directive"])


@monitoring.get("/healthz")
@open_to(ANYONE)
def healthz() -> ResponseReturnValue:
    """200 where the database answers, else 503."""
    try:
        find_newest_beat()
    except SQLAlchemyError:
        return {"status": "database unavailable"}, 503
    return {"status": "ok", "database": db.engine.dialect.name}


@monitoring.get("/readyz")
@open_to(ANYONE)
def readyz() -> ResponseReturnValue:
    """200 where pages can be given to people: the database answers, and this release works with its tables.

    A worker that is away is told beside it: pages are served without one, prints and letters wait.
    """
    try:
        found, newest = how_it_fits(db.session.connection()), find_newest_beat()
    except SQLAlchemyError:
        return {"status": "database unavailable"}, 503
    told = {"worker": "alive" if is_alive(newest, now()) else "away"}
    if found.newer or not found.serves:
        told["tables"] = found.what
    return {"status": "ready", **told} if found.serves else ({"status": "tables of another release", **told}, 503)


@monitoring.get("/metrics")
@open_to(ANYONE)
def metrics() -> ResponseReturnValue:
    """Measurements for Prometheus, for who brings METRICS_TOKEN; without such a setting there is no such page."""
    wanted = current_app.config["OSAAMISTASE"].metrics_token
    given = request.headers.get("Authorization", "")
    if not wanted or not hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode()):
        abort(404)
    return Response(generate_latest(_of_all_processes()) + generate_latest(_read_now()), mimetype=CONTENT_TYPE_LATEST)


@monitoring.post(REPORTS)
@open_to(ANYONE)
@limited(REPORT)
@reads_first
def policy_report() -> ResponseReturnValue:
    """A browser tells what our policy held back: one line and a count, and nothing of the page it was seen on.

    Browsers send no token of a form with it, so none is asked for (app.py); it changes nothing.
    """
    if request.mimetype not in (OLD, NEW):
        return _silent(415)
    body = request.stream.read(LONGEST + 1)
    if len(body) > LONGEST:
        return _silent(413)
    try:
        found = read_reports(request.mimetype, body)
    except ValueError:
        return _silent(400)
    for (directive, blocked), times in found.items():
        VIOLATIONS.labels(directive).inc(times)
        note("policy_violation", directive=directive, blocked=blocked, times=times)
    return _silent(204)


def _silent(status: int) -> Response:
    return Response(status=status, mimetype="text/plain")


def _of_all_processes() -> CollectorRegistry:
    """Of every web process of this machine, where gunicorn gives them a folder to share; else of this one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in environ:
        return OWN
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _read_now() -> CollectorRegistry:
    registry = CollectorRegistry()
    for name, count in find_waiting().items():
        Gauge(f"osaamistase_{name}", name.replace("_", " ").capitalize() + ".", registry=registry).set(count)
    for name, what, at in (
        ("worker_seen", "When a worker was last heard of.", find_newest_beat()),
        ("edition_given", "When the newest figures of the region were given.", find_newest_edition()),
    ):
        gauge = Gauge(f"osaamistase_{name}_timestamp_seconds", what, registry=registry)
        if at is not None:
            gauge.set(at.timestamp())
    return registry

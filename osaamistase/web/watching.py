"""What whoever runs the service sees of every request: a number to name it by, a log line, and measurements.

A page is named by its endpoint, never by its address: addresses hold links, and links are keys.
"""

import re
import secrets
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

log = structlog.get_logger()

REQUESTS = Counter("osaamistase_requests", "Requests answered.", ["endpoint", "method", "status"])
SECONDS = Histogram(
    "osaamistase_request_seconds", "Seconds until a request was answered.", ["endpoint"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
QUERIES = Histogram(
    "osaamistase_request_queries", "Queries a request made.", ["endpoint"], buckets=(1, 2, 5, 10, 20, 50, 100)
)
SLOW = Counter("osaamistase_slow_queries", "Queries slower than SLOW_QUERY_MS.")

# What is asked for all the time and tells nothing.
UNTOLD = ("static", "monitoring.healthz", "monitoring.readyz", "monitoring.metrics")
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


def known_method() -> str:
    """The request's method; "other" for one that a visitor made up, for such a word is theirs."""
    return request.method if request.method in _METHODS else "other"


def watch(app: Flask, *, told: bool, believe_given: bool) -> None:
    """`told`: a log line for every request. `believe_given`: the proxy in front gives the request's number."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        known = believe_given and re.fullmatch(r"[A-Za-z0-9-]{8,64}", given)
        g.request_id, g.begun, g.queries = given if known else secrets.token_hex(8), time.perf_counter(), 0
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        if "begun" not in g:  # refused before anything began
            return response
        response.headers["X-Request-ID"] = g.request_id
        endpoint, seconds = request.endpoint or "none", time.perf_counter() - g.begun
        REQUESTS.labels(endpoint, known_method(), response.status_code).inc()
        SECONDS.labels(endpoint).observe(seconds)
        QUERIES.labels(endpoint).observe(g.queries)
        if told and endpoint not in UNTOLD:
            log.info(
                "request", endpoint=endpoint, method=known_method(), status=response.status_code,
                ms=round(seconds * 1000), queries=g.queries,
            )  # fmt: skip
        return response


def watch_queries(engine: Engine, slow_ms: int) -> None:
    """Count each request's queries; one slower than `slow_ms` is told with its words, never with what was in it.

    A connection with the execution option `whole_tables` may be slow: whoever set it knows.
    """

    @event.listens_for(engine, "before_cursor_execute")
    def begin(_c: Connection, _cursor: Any, _words: str, _given: Any, context: Any, _many: bool) -> None:
        if context is not None:
            context.begun = time.perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def end(connection: Connection, _cursor: Any, words: str, _given: Any, context: Any, _many: bool) -> None:
        if g and not words.startswith("BEGIN"):  # SQLite's own beginning of a transaction
            g.queries = g.get("queries", 0) + 1
        ms = (time.perf_counter() - getattr(context, "begun", time.perf_counter())) * 1000
        if ms >= slow_ms and not connection.get_execution_options().get("whole_tables"):
            SLOW.inc()
            where = request.endpoint if request else None
            log.warning("slow_query", ms=round(ms), endpoint=where, words=" ".join(words.split())[:500])

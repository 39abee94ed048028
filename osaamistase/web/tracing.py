"""Spans of requests, queries and jobs for a collector, where one is named; else nothing of it is loaded or done.

A span is named by method and endpoint. It holds no address, no one's name, browser or network address and no value
of a query.
"""

import time
from typing import Any

from flask import Flask, Response, current_app, g, request
from sqlalchemy import Engine, event

from osaamistase.web.watching import UNTOLD, known_method

_LONGEST = 500  # signs of a query's words


def trace(app: Flask, engine: Engine, endpoint: str) -> None:
    """Tell the collector at `endpoint` (OTLP over HTTP) of every request; "": there is none."""
    if not endpoint:
        return
    from osaamistase.web.spans import Spans  # 20 MB that only those who have a collector pay for

    spans = app.extensions["spans"] = Spans(endpoint)

    @app.before_request
    def begin() -> None:
        if request.endpoint not in UNTOLD:
            g.span = spans.begin_request(f"{known_method()} {request.endpoint or 'none'}")

    @app.after_request
    def end(response: Response) -> Response:
        span = g.pop("span", None)
        if span is not None:
            facts: dict[str, str | int] = {
                "http.request.method": known_method(), "http.response.status_code": response.status_code,
                "osaamistase.endpoint": request.endpoint or "none", "osaamistase.request": g.get("request_id", ""),
                "osaamistase.queries": g.get("queries", 0),
            }  # fmt: skip
            spans.end_request(span, facts, response.status_code >= 500)
        return response

    @event.listens_for(engine, "after_cursor_execute")
    def queried(_c: Any, _cursor: Any, words: str, _given: Any, context: Any, _many: bool) -> None:
        # `begun` is set by watch_queries.
        if g and "span" in g and hasattr(context, "begun") and not words.startswith("BEGIN"):
            ended = time.time_ns()
            begun = ended - int((time.perf_counter() - context.begun) * 1e9)
            spans.add_query(g.span, " ".join(words.split())[:_LONGEST], begun, ended)


def job_over(name: str, begun: int, failed: bool = False) -> None:
    """Tell of a job that the worker began at `begun` (nanoseconds) and that is over now."""
    if "spans" in current_app.extensions:
        current_app.extensions["spans"].add_job(f"worker {name}", begun, failed)

"""What a collector is told of requests and of the worker's jobs: OpenTelemetry's own library, our own few words.

Loaded only where a collector is named (tracing.py). No instrumentation of others is used: those write addresses, and
an address can hold a firm's link, which is a key. Here nothing is written but what stands in this file.
"""

import atexit
import logging
from collections.abc import Mapping, Sequence
from functools import cached_property

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer, set_span_in_context

from osaamistase.web.log import note

_PATIENCE = 3  # seconds for one batch, tries again included; whoever is served never waits for it

Facts = Mapping[str, str | int]


class _Telling(SpanExporter):
    """Sends, and says in the log once when the collector goes away, instead of the library's lines for each batch.

    `ending`: the process ends; a collector that is away is not tried again.
    """

    def __init__(self, inner: SpanExporter) -> None:
        self._inner, self._away, self.ending = inner, False, False
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        if self._away and self.ending:
            return SpanExportResult.FAILURE
        result = self._inner.export(spans)
        away = result is not SpanExportResult.SUCCESS
        if away and not self._away:
            note("spans_not_taken")
        self._away = away
        return result

    def shutdown(self) -> None:
        self._inner.shutdown()


class Spans:
    """Spans that wait in memory, 2048 at most, until a thread aside has sent them; then they are dropped."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint

    @cached_property
    def _processor(self) -> BatchSpanProcessor:
        # Made with the first span: a web server forks after the start, and a thread does not live on in the fork.
        telling = _Telling(OTLPSpanExporter(f"{self._endpoint}/v1/traces", timeout=_PATIENCE))
        made = BatchSpanProcessor(telling)

        def end() -> None:
            telling.ending = True
            made.shutdown()  # type: ignore[no-untyped-call]

        atexit.register(end)
        return made

    @cached_property
    def _tracer(self) -> Tracer:
        provider = TracerProvider(resource=Resource.create({"service.name": "osaamistase"}), shutdown_on_exit=False)
        provider.add_span_processor(self._processor)
        return provider.get_tracer("osaamistase")

    def begin_request(self, name: str) -> Span:
        # An empty context: whose number a visitor sends along is not believed.
        return self._tracer.start_span(name, Context(), SpanKind.SERVER)

    def end_request(self, span: Span, facts: Facts, failed: bool) -> None:
        span.set_attributes(facts)
        if failed:
            span.set_status(Status(StatusCode.ERROR))  # without a word: what an error says may hold what a person wrote
        span.end()

    def add_query(self, request: Span, words: str, begun: int, ended: int) -> None:
        """A query of a request: its words, in which no values stand. Times in nanoseconds."""
        facts = {"db.query.text": words}
        name = words.split(" ", 1)[0]
        span = self._tracer.start_span(name, set_span_in_context(request), SpanKind.CLIENT, facts, start_time=begun)
        span.end(ended)

    def add_job(self, name: str, begun: int, failed: bool) -> None:
        """A job of the worker that is over now."""
        span = self._tracer.start_span(name, Context(), SpanKind.INTERNAL, start_time=begun)
        self.end_request(span, {}, failed)

    def send(self) -> bool:
        """Whether all that waits was taken now."""
        return self._processor.force_flush()

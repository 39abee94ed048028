"""A collector of spans on 127.0.0.1 that reads what it is sent as OTLP over HTTP says."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


class Collector:
    """`address` is what OTEL_EXPORTER_OTLP_ENDPOINT takes; `sent` is each request as it came."""

    def __init__(self) -> None:
        self.sent: list[ExportTraceServiceRequest] = []
        self.headers: list[dict[str, str]] = []
        kept = self

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"] or 0))
                known = self.path == "/v1/traces" and self.headers["Content-Type"] == "application/x-protobuf"
                if known:
                    kept.headers.append(dict(self.headers))
                    kept.sent.append(ExportTraceServiceRequest.FromString(body))
                self.send_response(200 if known else 404)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def spans(self) -> list[Span]:
        return [one for sent in self.sent for part in sent.resource_spans for more in part.scope_spans for one in more.spans]  # fmt: skip

    def named(self, name: str) -> list[Span]:
        return [one for one in self.spans() if one.name == name]


@contextmanager
def collecting() -> Iterator[Collector]:
    made = Collector()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join(timeout=10)

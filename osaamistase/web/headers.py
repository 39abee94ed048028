"""What every answer says to the browser: nothing from elsewhere, no frame, no guess, no trace."""

from flask import Flask, Response, abort, request

REPORTS = "/csp-ilmoitus"  # where browsers tell what the policy held back (monitoring/)
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        f"report-uri {REPORTS}",
    )
)
# Browsers that know report-to pass report-uri over, and take the endpoint's name on https alone.
_NAMED = f"{POLICY}; report-to csp"

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def send_headers(app: Flask) -> None:
    @app.before_request
    def insecure_on_loopback_only() -> None:
        """Without Secure on its cookies the service answers on this machine alone, whatever it is bound to."""
        if not app.config["SESSION_COOKIE_SECURE"] and request.host.rsplit(":", 1)[0] not in LOOPBACK:
            abort(400)

    @app.after_request
    def add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        if app.config["SESSION_COOKIE_SECURE"]:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
            response.headers["Content-Security-Policy"] = _NAMED
            response.headers["Reporting-Endpoints"] = f'csp="{REPORTS}"'
        return response

"""A file that a page gives to take along."""

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(content: bytes, kind: str, name: str) -> Response:
    """A browser keeps it under `name`, which is ours: never what anybody typed. `kind`: its media type."""
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

"""The interface's description (OpenAPI 3.1), checked against its answers in the tests. Pure."""

from typing import Any

# Names in the answers, and the columns they come from.
FIGURES = {
    "nykytaso": "level", "tavoite": "target", "vaje": "gap", "painotettu_vaje": "priority", "tarveosuus": "need",
    "rds": "rds",
}  # fmt: skip
_TEXT: dict[str, Any] = {"type": "string"}
_WHOLE: dict[str, Any] = {"type": "integer"}
_PROBLEM = {
    "description": "Refused: what is wrong, in words (RFC 9457).",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["title", "status", "detail"],
                "properties": {"type": _TEXT, "title": _TEXT, "status": _WHOLE, "detail": _TEXT},
            }
        }
    },
}
_EDITION = {
    "type": "object",
    "required": ["neljannes", "tilanne", "yrityksia", "k", "menetelma", "kyselyt", "keksittyja"],
    "properties": {
        "neljannes": _WHOLE | {"description": "The number of the edition."},
        "tilanne": _TEXT | {"format": "date", "description": "The last day of its quarter."},
        "yrityksia": {
            "type": ["integer", "null"],
            "description": "The most firms behind any of its figures; null where it shows none.",
        },
        "k": _WHOLE | {"description": "No figure of fewer firms is given."},
        "menetelma": _TEXT,
        "kyselyt": {"type": "array", "items": _TEXT},
        "keksittyja": {"type": "boolean", "description": "Whether made-up example firms are among them."},
    },
}
_FIGURE = {
    "type": "object",
    "required": ["osaaminen", "taulukko", "rivi", "koko", "tila", "neljannekselta", "yrityksia", *FIGURES],
    "properties": {
        "osaaminen": _TEXT | {"description": "A competence, an area, or * for the firm as a whole."},
        "taulukko": {"enum": ["section", "municipality"]},
        "rivi": _TEXT | {"description": "Empty: all rows together."},
        "koko": _TEXT | {"description": "Size class; empty: all of them."},
        "tila": {
            "enum": ["shown", "kept", "hidden", "empty"],
            "description": "kept: still the figures of an earlier edition.",
        },
        "neljannekselta": {"type": ["integer", "null"], "description": "The edition the figures are of."},
        "yrityksia": {"type": ["integer", "null"]},
        **{
            name: {
                "type": ["string", "null"],
                "description": "A decimal number, or with < or > before it an end; a share is a percentage, few "
                "(fewer than three firms), below (10 %), above (90 %) or most (all but two at the most).",
            }
            for name in FIGURES
        },
    },
}

_EFFECT = {
    "type": "object",
    "required": ["palvelu", "tila", "neljannekselta", "yrityksia", "nousi"],
    "properties": {
        "palvelu": _TEXT | {"description": "The service of the catalogue."},
        "tila": {"enum": ["shown", "kept"], "description": "kept: still the figures of an earlier edition."},
        "neljannekselta": _WHOLE | {"description": "The edition the figures are of."},
        "yrityksia": _WHOLE | {"description": "Firms that used it and answered anew afterwards."},
        "nousi": _TEXT | {"description": "Of how many the level rose clearly, told as a share is. Not why."},
    },
}


def description_of() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Osaamistase: alueen luvut", "version": "1"},
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        "paths": {
            "/api/v1/palvelut": {
                "get": _get(
                    "How levels stand after services were used",
                    {"neljannes": _EDITION, "palvelut": {"type": "array", "items": _EFFECT}},
                    [_parameter("neljannes", {"type": "integer", "minimum": 0}, "An edition; without it the newest")],
                )
            },
            "/api/v1/neljannekset": {
                "get": _get("Every edition, the newest first", {"neljannekset": {"type": "array", "items": _EDITION}})
            },
            "/api/v1/luvut": {
                "get": _get(
                    "The cells of one edition",
                    {"neljannes": _EDITION, "luvut": {"type": "array", "items": _FIGURE}},
                    [
                        _parameter("neljannes", {"type": "integer", "minimum": 0}, "An edition; without it the newest"),
                        _parameter("osaaminen", _TEXT, "One item; without it all"),
                    ],
                )
            },
        },
    }


def _get(summary: str, answer: dict[str, Any], parameters: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    schema = {"type": "object", "required": list(answer), "properties": answer}
    good = {"description": summary, "content": {"application/json": {"schema": schema}}}
    refusals = dict.fromkeys(("400", "401", "404", "500", "503"), _PROBLEM)
    return {"summary": summary, "parameters": parameters or [], "responses": {"200": good, **refusals}}


def _parameter(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": words}

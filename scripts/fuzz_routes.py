"""Every route is asked by chance, as everybody who may sign in, and none may answer with a fault of ours (500).

`python -m scripts.fuzz_routes --minutes 10`: schemathesis makes requests from a description of the whole URL map with
numbers that are there and that are not, fields of every form, broken texts. On a demo database of its own; no proof of
origin is asked and nothing is counted by the minute, or nothing would come through.
"""

import argparse
import collections
import random
import sys
import tempfile
import time
from dataclasses import replace
from typing import Any

import schemathesis
from flask import Flask
from flask_migrate import upgrade
from hypothesis import HealthCheck, given, settings
from wtforms import Field

from osaamistase.app import create_app
from osaamistase.demo.fill import PEOPLE, fill
from osaamistase.settings import Settings
from osaamistase.web.forms import Form

QUERIES = (
    "haku", "omat", "sivu", "kaikki", "luokitus", "neljannes", "kuka", "mita", "ytunnus", "alkaen", "asti", "ennen",
    "next", "osuus", "tila", "state", "code", "error", "versio", "kieli",
)  # fmt: skip
LEFT_OUT = {"signin.sign_out", "people.end_session", "people.end", "people.set_role", "people.end_all", "static"}
TEXT = {"type": "string", "maxLength": 60}


def field_names(of: type[Form] = Form) -> set[str]:
    """The fields of every form there is."""
    own = {
        name
        for name in dir(of)
        if isinstance(getattr(of, name, None), Field) or hasattr(getattr(of, name, None), "field_class")
    }
    return own.union(*(field_names(sub) for sub in of.__subclasses__()))


def described(app: Flask) -> dict[str, Any]:
    """The whole URL map as an OpenAPI document."""
    fields = dict.fromkeys(sorted(field_names()), TEXT)
    paths: dict[str, dict[str, Any]] = collections.defaultdict(dict)
    for rule in app.url_map.iter_rules():
        if rule.endpoint in LEFT_OUT:
            continue
        path = rule.rule
        given_: list[dict[str, Any]] = [{"name": one, "in": "query", "schema": TEXT} for one in QUERIES]
        for name, converter in rule._converters.items():
            kind = type(converter).__name__
            path = path.replace(next(part for part in _parts(rule.rule) if part.endswith(f"{name}>")), f"{{{name}}}")
            whole = {"type": "integer", "minimum": 0, "maximum": 60}
            given_.append(
                {
                    "name": name,
                    "in": "path",
                    "required": True,
                    "schema": whole if "Number" in kind else {**TEXT, "minLength": 1},
                }
            )
        for method in (rule.methods or set()) & {"GET", "POST"}:
            operation: dict[str, Any] = {"parameters": given_, "responses": {"default": {"description": ""}}}
            if method == "POST":
                body = {"schema": {"type": "object", "properties": fields}}
                operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": body}}
            paths[path][method.lower()] = operation
    return {"openapi": "3.0.3", "info": {"title": "all", "version": "1"}, "paths": dict(paths)}


def _parts(rule: str) -> list[str]:
    return [f"<{part.split('>')[0]}>" for part in rule.split("<")[1:]]


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--minutes", type=float, default=10)
    minutes = words.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        mine = Settings(
            database_url=f"sqlite:///{folder}/fuzz.db", secret_key="f" * 40, demo=True, secure_cookies=False
        )
        app = create_app(replace(mine, rate_limits=False))
        app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False, SESSION_COOKIE_DOMAIN=None)
        with app.app_context():
            upgrade()
            sign_ins = fill(0)
        password = sign_ins[0].split()[-1]
        sys.exit(fuzzed(app, password, minutes))


def fuzzed(app: Flask, password: str, minutes: float) -> int:
    """How many operations answered with a fault; each is told with its request."""
    schema = schemathesis.openapi.from_dict(described(app))
    schema.app = app
    operations = [one.ok() for one in schema.get_all_operations()]
    clients = {}
    for email, _name, role in PEOPLE:
        clients[role] = app.test_client()
        clients[role].post("/kirjaudu", data={"email": email, "password": password})
    statuses: collections.Counter[int] = collections.Counter()
    faults: dict[str, str] = {}
    now: list[Any] = [None]  # who asks
    end, chance, asked = time.monotonic() + minutes * 60, random.Random(), set()
    while time.monotonic() < end:
        operation = chance.choice(operations)
        now[0] = clients[chance.choice(list(clients))]

        @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: Any) -> None:
            path = case.formatted_path
            body = case.body if isinstance(case.body, dict) else {}
            fields = {name: str(value) for name, value in body.items()}
            answer = now[0].open(path, method=case.method, query_string=case.query or {}, data=fields, buffered=True)
            statuses[answer.status_code] += 1
            if answer.status_code >= 500 and answer.status_code not in (502, 503):
                faults.setdefault(
                    f"{case.method} {case.path}", f"{answer.status_code} {path} {case.query} {fields}"[:600]
                )

        asked.add(operation.label)
        given(case=operation.as_strategy())(ask)()
    print(f"{sum(statuses.values())} requests to {len(asked)} of {len(operations)} operations: {dict(statuses)}")
    for label, told in faults.items():
        print(f"{label}: {told}")
    return len(faults)


if __name__ == "__main__":
    main()

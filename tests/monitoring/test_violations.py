"""What browsers report of our policy: read whatever it is, told without the page, counted under few names."""

import json
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.monitoring.routes import VIOLATIONS
from osaamistase.monitoring.violations import DIRECTIVES, LONGEST, MOST, NEW, OLD, Violation, read_reports
from tests.page import PageClient
from tests.people import People

WHERE = "/csp-ilmoitus"


def old(directive: str = "img-src", blocked: str = "inline", page: str = "https://a.example/") -> bytes:
    words = {"document-uri": page, "referrer": page, "effective-directive": directive, "blocked-uri": blocked}
    return json.dumps({"csp-report": words}).encode()


def new(*pairs: tuple[str, str], page: str = "https://a.example/") -> bytes:
    bodies: list[dict[str, Any]] = [
        {
            "type": "csp-violation",
            "url": page,
            "body": {"documentURL": page, "effectiveDirective": one, "blockedURL": two},
        }
        for one, two in pairs
    ]
    return json.dumps([*bodies, {"type": "deprecation", "url": page, "body": {"id": "x"}}]).encode()


def sent(client: PageClient, body: bytes, kind: str = OLD, **options: Any) -> int:
    answer = client.client.post(WHERE, data=body, content_type=kind, **options)
    assert answer.get_data() == b""
    return answer.status_code


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found = [json.loads(one) for one in capsys.readouterr().out.splitlines() if one.startswith("{")]
    return [one for one in found if one["event"] == "policy_violation"]


def counted(directive: str) -> float:
    return sum(
        one.value
        for family in VIOLATIONS.collect()
        for one in family.samples
        if one.name == "osaamistase_csp_reports_total" and one.labels["directive"] == directive
    )


def test_a_report_is_one_line_and_a_count_and_nothing_of_its_page(
    app: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    client, page = PageClient(app), f"https://osaamistase.testi.example{people.firm.at('alueet')}"
    before = counted("script-src-elem")
    capsys.readouterr()
    away = f"https://kayttaja:sana@Muualla.example:8443{people.firm.at()}?haku=Meikalainen"
    assert sent(client, old("script-src-elem", away, page)) == 204
    assert sent(client, new(("script-src-elem", away), ("script-src-elem", away), page=page), NEW) == 204
    written = capsys.readouterr().out
    assert [one for one in (people.firm.token, "Meikalainen", "meikalainen", "sana", "8443") if one in written] == []
    told = [json.loads(one) for one in written.splitlines()]
    assert [(one["directive"], one["blocked"], one["times"]) for one in told if one["event"] == "policy_violation"] == [
        ("script-src-elem", "https://muualla.example", 1), ("script-src-elem", "https://muualla.example", 2),
    ]  # fmt: skip
    assert counted("script-src-elem") == before + 3


@pytest.mark.parametrize(
    ("blocked", "kind"),
    [
        ("inline", "inline"), ("eval", "eval"), ("wasm-eval", "wasm-eval"), ("data", "data"), ("data:text/plain,salaisuus", "data"),
        ("blob:https://a.example/salaisuus", "blob"), ("chrome-extension://abcdefgh/x.js", "chrome-extension"),
        ("wss://a.example/x", "wss://a.example"), ("https://[::1", "other"), ("https://", "other"), ("", "other"),
        ("salaisuus", "other"), ("/kysely/salaisuus", "other"), ("https://a b.example/", "other"), ("javascript:salaisuus", "other"),
    ],
)  # fmt: skip
def test_of_what_was_held_back_its_kind_or_its_host_is_told(blocked: str, kind: str) -> None:
    assert list(read_reports(OLD, old("img-src", blocked))) == [Violation("img-src", kind)]


def test_a_rule_nobody_knows_is_another_and_an_old_browsers_words_are_read() -> None:
    assert list(read_reports(OLD, old("salaisuus-src"))) == [Violation("other", "inline")]
    words = {"violated-directive": "script-src 'self'", "blocked-uri": "self"}
    assert list(read_reports(OLD, json.dumps({"csp-report": words}).encode())) == [Violation("script-src", "self")]
    assert len(list(read_reports(NEW, new(*[("img-src", f"https://{n}.example") for n in range(99)])))) == MOST


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (old(), "text/plain", 415), (old(), "application/json", 415), (b"a=1", "application/x-www-form-urlencoded", 415),
        (b"", OLD, 400), (b"{}", OLD, 400), (b"[]", OLD, 400), (b"{}", NEW, 400), (b"{", OLD, 400), (b"\xff\xfe\x00", NEW, 400),
        (b"[" * 15_000, NEW, 400), (b"1" * 15_000, OLD, 400), (b'{"csp-report": [1]}', OLD, 400), (b'{"csp-report": null}', OLD, 400),
        (b"[1, null, {}, {\"type\": \"csp-violation\", \"body\": 4}]", NEW, 204), (b" " * (LONGEST + 1), OLD, 413),
    ],
)  # fmt: skip
def test_whatever_else_comes_gets_a_number_and_no_word(
    app: Flask, capsys: pytest.CaptureFixture[str], body: bytes, kind: str, status: int
) -> None:
    capsys.readouterr()
    assert sent(PageClient(app), body, kind) == status
    assert lines(capsys) == []


def test_a_flood_is_counted_and_stops_being_told(
    app: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    client = PageClient(app)
    answers = [client.client.post(WHERE, data=old(), content_type=OLD).status_code for _ in range(32)]
    assert answers == [204] * 30 + [429] * 2
    assert len(lines(capsys)) == 30
    assert client.get("/kirjaudu").status_code == 200
    assert client.client.get(WHERE).status_code == 405


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30), lambda more: st.lists(more) | st.dictionaries(st.sampled_from(["csp-report", "body", "type", "effectiveDirective", "blocked-uri"]), more), max_leaves=15,
)  # fmt: skip


@given(st.sampled_from([OLD, NEW]), st.binary(max_size=200) | json_values.map(lambda one: json.dumps(one).encode()))
def test_any_bytes_are_a_report_of_few_names_or_none(kind: str, body: bytes) -> None:
    try:
        found = read_reports(kind, body)
    except ValueError:
        return
    assert {one.directive for one in found} <= DIRECTIVES | {"other"}

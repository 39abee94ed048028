"""The maps tell of the house as it is: rooms, the street, settings, decisions, releases."""

import re

from osaamistase.cli.check_settings import known_names
from osaamistase.settings import ROOT
from tests.docs.documents import links
from tests.house.test_layers import STREET

README = (ROOT / "README.md").read_text(encoding="utf-8")
HOUSE = ROOT / "docs" / "house.md"
# Of the demonstration, of tests, of gunicorn and of Python: told where they are used, not in the table.
ELSEWHERE = {
    "DEMO", "DEMO_FIRMS", "DEMO_PASSWORD", "INSECURE_COOKIES_ON_LOOPBACK", "PROMETHEUS_MULTIPROC_DIR",
    "WEB_BIND", "WEB_THREADS", "WEB_WORKERS", "SSL_CERT_FILE", "OTEL_EXPORTER_OTLP_HEADERS",
}  # fmt: skip


def test_the_readmes_map_names_every_room_and_no_other() -> None:
    there = {one.name for one in (ROOT / "osaamistase").iterdir() if (one / "__init__.py").is_file()}
    named = set(re.findall(r"^      (\w+)/ ", README.split("## The map of the house")[1], flags=re.MULTILINE))
    assert there - named == {"cli", "demo"}  # what is not a feature
    assert named <= there


def test_the_street_is_told_as_the_test_of_layers_holds_it() -> None:
    assert " → ".join(", ".join(rooms) for rooms in STREET) in HOUSE.read_text(encoding="utf-8")


def test_every_setting_of_the_table_is_read_and_every_one_that_is_read_is_told() -> None:
    table = README.split("| setting | is |")[1].split("\n\n")[0]
    names = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    first = {name for cell in names for name in re.findall(r"`([A-Z_]+)`", cell)}
    assert len(first) > 20
    assert first - known_names() == set()
    assert known_names() - first - ELSEWHERE == set()


def test_the_house_leads_to_the_six_decisions_that_shaped_it() -> None:
    text = HOUSE.read_text(encoding="utf-8").split("## Six decisions")[1].split("\n## ")[0]
    assert len(set(re.findall(r"\(decisions/(\d{4})[^)]*\)", text))) >= 6
    assert text.count("Price:") == 6


def test_every_decision_has_a_number_of_its_own_and_the_list_of_changes_begins_with_what_is_not_released() -> None:
    numbers = [one.name[:4] for one in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert len(numbers) == len(set(numbers))
    days = re.findall(
        r"^## \[?(\S+?)\]?(?: |$)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert days[0] == "Unreleased"
    assert days[1:] == sorted(days[1:], reverse=True)


def test_the_readme_leads_to_every_document_for_people() -> None:
    for name in ("LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "docs/house.md", "docs/operate.md", "docs/access.md"):
        assert name in links(ROOT / "README.md"), name

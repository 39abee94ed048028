"""The gallery of components as a person sees it: in the light, in the dark, with more contrast, narrow and enlarged."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import look

pytestmark = pytest.mark.browser
SCHEMES = [
    ("light", "no-preference"), ("dark", "more"),
    pytest.param("dark", "no-preference", marks=pytest.mark.slow), pytest.param("light", "more", marks=pytest.mark.slow),
]  # fmt: skip


@pytest.fixture
def inside(browser: Browser, live: str) -> Iterator[Page]:
    context = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, live)
    yield page
    context.close()


def sign_in(page: Page, live: str) -> None:
    page.goto(f"{live}/kirjaudu")
    page.get_by_label("Sähköposti").fill("neuvoja@esimerkki.example")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()
    page.wait_for_url(re.compile("/tanaan"))


@pytest.mark.parametrize(("scheme", "contrast"), SCHEMES)
def test_every_component_can_be_told_and_used_in_each_scheme(
    inside: Page, live: str, scheme: str, contrast: str
) -> None:
    inside.emulate_media(color_scheme=scheme, contrast=contrast)  # type: ignore[arg-type]
    inside.goto(f"{live}/mallit")
    assert colour_of(inside, "body", "background-color") == token(inside, "--ground")
    look(inside)


def test_forced_colours_reach_the_pictures(inside: Page, live: str) -> None:
    inside.emulate_media(forced_colors="active")
    inside.goto(f"{live}/mallit")
    canvas = inside.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()")
    assert canvas == "Canvas"
    look(inside)


def test_a_picture_follows_the_scheme(inside: Page, live: str) -> None:
    inside.goto(f"{live}/mallit")
    seen = set()
    for scheme in ("light", "dark"):
        inside.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        seen.add(colour_of(inside, "svg.picture text", "fill"))
        assert colour_of(inside, "svg.picture text", "fill") == token(inside, "--ink")
    assert len(seen) == 2


def test_what_the_browser_prints_is_light_though_the_screen_is_dark(inside: Page, live: str) -> None:
    inside.emulate_media(color_scheme="dark", media="print")
    inside.goto(f"{live}/mallit")
    assert colour_of(inside, "body", "background-color") == "rgb(255, 255, 255)"
    assert colour_of(inside, "svg.picture text", "fill") == "rgb(22, 38, 46)"


def test_the_menu_opens_and_closes_on_a_phone_without_a_script(browser: Browser, live: str) -> None:
    context = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, live)
    blind = browser.new_context(
        locale="fi-FI",
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        storage_state=context.storage_state(),
    )
    phone = blind.new_page()
    phone.goto(f"{live}/tanaan")
    firms = phone.get_by_role("link", name="Yritykset", exact=True)
    expect(firms).to_be_hidden()
    phone.get_by_role("button", name="Valikko", exact=True).click()
    expect(firms).to_be_visible()
    phone.get_by_role("button", name="Sulje valikko").click()
    expect(firms).to_be_hidden()
    phone.get_by_role("button", name="Valikko", exact=True).click()
    firms.click()
    phone.wait_for_url(re.compile("/yritykset"))
    page.get_by_role("button", name="Valikko", exact=True).click()
    look(page)
    blind.close()
    context.close()


def colour_of(page: Page, selector: str, what: str) -> str:
    return str(page.locator(selector).first.evaluate(f"one => getComputedStyle(one)['{what}']"))


def token(page: Page, name: str) -> str:
    """A token's value as the browser writes colours."""
    return str(
        page.evaluate(f"""() => {{
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = "var({name})";
        const found = getComputedStyle(probe).color;
        probe.remove();
        return found;
    }}""")
    )

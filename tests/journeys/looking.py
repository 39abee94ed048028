"""What every page must be, looked at in a browser: nothing for axe to find, nothing wider than a phone."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent.parent / "browser" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look(page: Page) -> None:
    """Fail with every fault of the page as it stands: accessibility, and width at 320 px (a 400 % zoom of 1280 px)."""
    page.wait_for_load_state()
    found = faults(page)
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    found += faults(page)
    if size:
        page.set_viewport_size(size)
    assert not found, f"{page.url}: {found}"
    assert wide <= 320, f"{page.url} is {wide} px wide on a 320 px screen"


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    # From the end of the page, where a bar that sticks to the window's edge rests in its own place and covers nothing.
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], selectors: false, ancestry: false})"
        ".then(told => told.violations)",
        RULES,
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def fetched(page: Page, address: str) -> bytes:
    """The print at an address, asked for until a worker has made it."""
    for _time in range(120):
        answer = page.request.get(address)
        if answer.status == 200:
            return answer.body()
        assert answer.status == 202, f"{address}: {answer.status}"
        page.wait_for_timeout(250)
    raise AssertionError(f"no worker printed {address} in half a minute")

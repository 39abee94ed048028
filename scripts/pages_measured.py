"""What the five most used pages cost on a slow line and a slow processor, as Lighthouse would ask it.

python -m scripts.pages_measured      prints a table and writes docs/performance/pages.md
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, StorageState, ViewportSize, sync_playwright

from osaamistase.clock import today
from osaamistase.settings import ROOT
from scripts.measuring import SLOW_PROCESSOR, Cost, phone
from scripts.performance_page import number, table
from scripts.pictures.album import PASSWORD, PHONE, link_of, plan_of, sent_link, signed_in
from scripts.serving import demo_service
from tests.journeys.conftest import QUIET, chromium
from tests.journeys.looking import faults

TIMES = 5  # of each page; the middle one is told
HEAD = (
    "page", "first paint, ms", "largest paint, ms", "blocked, ms", "layout shift", "kB", "of them fonts", "requests",
    "elements", "axe",
)  # fmt: skip


def measured(context: BrowserContext, address: str) -> tuple[Cost, int]:
    """The middle of some openings by their largest paint, and how many faults axe finds."""
    costs: list[Cost] = []
    for _time in range(TIMES):
        page, line = phone(context, slow=True)
        costs.append(line.open(address))
        found = len(faults(page)) if len(costs) == TIMES else 0
        page.close()
    return sorted(costs, key=lambda one: one.largest_paint)[TIMES // 2], found


def row(name: str, cost: Cost, found: int) -> list[str]:
    sizes = [f"{size / 1000:.1f}" for size in (cost.bytes, cost.font_bytes)]
    figures = [cost.first_paint, cost.largest_paint, cost.blocked]
    return [name, *map(number, figures), f"{cost.shift:g}", *sizes, str(cost.requests), number(cost.nodes), str(found)]


@contextmanager
def in_context(browser: Browser, state: StorageState | None = None) -> Iterator[BrowserContext]:
    """A browser on a phone; `state`: with the cookies of someone signed in."""
    size: ViewportSize = {"width": PHONE[0], "height": PHONE[1]}
    context = browser.new_context(viewport=size, locale="fi-FI", storage_state=state)
    yield context
    context.close()


def pages(browser: Browser, address: str) -> Iterator[list[str]]:
    """A row of figures a page: three as a firm on its phone, two as an adviser on theirs."""
    adviser = signed_in(browser, address, "neuvoja", PHONE)
    link = link_of(adviser, address, "Esimerkkileipomo Oy")
    sheet = sent_link(adviser, address, "Esimerkkihuolto Ky")
    plan = plan_of(adviser, address, "Esimerkkihuolto Ky")
    for name, at in (("survey's first page", link), ("an area", f"{link}/alueet/DIG"), ("balance sheet", sheet)):
        with in_context(browser) as context:
            yield row(name, *measured(context, at))
    for name, at in (("adviser's start page", f"{address}/tanaan"), ("plan", plan)):
        with in_context(browser, adviser.context.storage_state()) as context:
            yield row(name, *measured(context, at))


def told(rows: list[list[str]]) -> str:
    return (
        f"# The five most used pages on a slow line, {today()}\n\n"
        "Made by `python -m scripts.pages_measured`: Chromium without its cache, a screen of 360 × 740, a line of "
        f"1.6 Mbit/s with 150 ms there and back, a processor {SLOW_PROCESSOR} times slower than the machine's, the "
        "service as deploy/ has it served but without the proxy, so that nothing is compressed. "
        f"The middle of {TIMES} openings. *Blocked* is what Lighthouse calls total blocking time; *axe* the faults it "
        "finds by the rules that the tests hold every page to. What else the machine did is in the times.\n\n"
        f"{table(HEAD, rows)}\n"
        "Through nginx as in deploy/nginx.conf style sheets and scripts come compressed, to about a third. Fonts are "
        "used when they are there in time (`font-display: optional`) and else kept for the next page, so that nothing "
        "moves under the reader's eyes.\n"
    )


def main(say: Callable[[str], None] = print) -> None:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo_service(PASSWORD, deployed=()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *sandbox])
        text = told(list(pages(browser, address)))
        browser.close()
    path = ROOT / "docs" / "performance" / "pages.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    say(text)


if __name__ == "__main__":
    main()

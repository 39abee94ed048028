"""What a page costs whoever opens it: read from Chromium itself, on a quick or a slow line."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOW_PROCESSOR = 4  # times slower than this machine's
_QUIET_MS = 1500  # after the page has loaded: late fonts and scripts have had their say

# Runs before anything of the page; what the browser notes is kept until it is asked for.
_NOTED = """
window.noted = {paint: 0, shifts: [], busy: []};
const note = (type, take) =>
  new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
note("largest-contentful-paint", one => { window.noted.paint = one.startTime; });
note("layout-shift", one => {
  const who = one.sources.map(at => at.node?.outerHTML?.slice(0, 120) ?? "");
  if (!one.hadRecentInput) window.noted.shifts.push([one.value, who]);
});
note("longtask", one => window.noted.busy.push([one.startTime, one.duration]));
"""
_FIGURES = """() => ({
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  largest: window.noted.paint, shifts: window.noted.shifts, busy: window.noted.busy,
  nodes: document.getElementsByTagName("*").length,
})"""


@dataclass(frozen=True)
class Cost:
    """Times in milliseconds from the first byte asked for; bytes as they came over the line, headers included."""

    first_paint: float
    largest_paint: float
    blocked: float
    shift: float
    shifted: tuple[str, ...]
    bytes: int
    font_bytes: int
    requests: int
    nodes: int


class Line:
    """Counts what comes over the line to one page, and makes line and processor slow where told."""

    def __init__(self, page: Page, slow: bool = False) -> None:
        self._types: dict[str, str] = {}
        self._bytes: dict[str, int] = {}
        page.add_init_script(_NOTED)
        self._page, session = page, page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._came)
        session.on("Network.loadingFinished", self._ended)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        if slow:
            session.send("Network.emulateNetworkConditions", SLOW_LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        self.session: CDPSession = session

    def _came(self, told: dict[str, Any]) -> None:
        self._types[told["requestId"]] = told["type"]

    def _ended(self, told: dict[str, Any]) -> None:
        self._bytes[told["requestId"]] = int(told["encodedDataLength"])

    def open(self, address: str) -> Cost:
        """Open an address as for the first time, wait until nothing more happens, and tell what it cost."""
        self._types.clear()
        self._bytes.clear()
        self._page.goto(address, wait_until="load")
        self._page.wait_for_timeout(_QUIET_MS)
        return self.cost()

    def cost(self) -> Cost:
        """Of the page as it stands, since it was opened."""
        found = self._page.evaluate(_FIGURES)
        busy = [max(0.0, length - 50) for start, length in found["busy"] if start + length > found["first"]]
        fonts = [size for number, size in self._bytes.items() if self._types.get(number) == "Font"]
        return Cost(
            first_paint=round(found["first"]),
            largest_paint=round(found["largest"]),
            blocked=round(sum(busy)),
            shift=round(sum(value for value, _ in found["shifts"]), 4),
            shifted=tuple(name for _, names in found["shifts"] for name in names),
            bytes=sum(self._bytes.values()),
            font_bytes=sum(fonts),
            requests=len(self._bytes),
            nodes=found["nodes"],
        )


def phone(context: BrowserContext, slow: bool = False) -> tuple[Page, Line]:
    """A page of that context that is measured from its first byte on."""
    page = context.new_page()
    return page, Line(page, slow)

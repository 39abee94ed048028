"""Pictures for README, guides and walkthroughs, from the running service with demo data: they cannot grow old unseen.

python -m scripts.screenshots [PLACE …]      all of them, or those of the places named, for example "readme"
"""

import os
import sys
from types import ModuleType

from playwright.sync_api import sync_playwright

from osaamistase.settings import ROOT
from scripts.pictures import administrator, adviser, director, firm, guides, readme
from scripts.pictures.album import PASSWORD, made_small
from scripts.serving import demo_service
from tests.journeys.conftest import QUIET, chromium

# Each has a FOLDER, take(browser, address, folder) and a service of its own; FIRMS of a region, where it needs them.
PLACES: dict[str, ModuleType] = {
    "readme": readme, "guides": guides, "firm": firm, "adviser": adviser, "director": director,
    "administrator": administrator,
}  # fmt: skip


def main() -> None:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    wanted = sys.argv[1:] or list(PLACES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *sandbox])
        for place in wanted:
            folder = ROOT / PLACES[place].FOLDER
            folder.mkdir(parents=True, exist_ok=True)
            with demo_service(PASSWORD, region_firms=getattr(PLACES[place], "FIRMS", 0)) as address:
                PLACES[place].take(browser, address, folder)
            made_small(folder)
        browser.close()


if __name__ == "__main__":
    main()

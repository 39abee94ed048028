"""What stands on a plan's page, as an adviser reads it."""

import re
from dataclasses import dataclass

from tests.page import PageClient

TYPED = {
    "title": "Hinnat kuntoon", "description": "Lasketaan katteet yhdessä.", "responsible": "Maija",
    "deadline": "2027-02-01", "seen": "1", "service_1": "", "service_2": "", "service_3": "",
}  # fmt: skip


@dataclass(frozen=True)
class PlanPage:
    """`to_do` and `dropped` are titles in order; `ids` are the numbers of the actions to do."""

    html: str
    to_do: list[str]
    dropped: list[str]
    ids: list[int]


def read_plan(adviser: PageClient, address: str) -> PlanPage:
    html = adviser.get(address).get_data(as_text=True)
    to_do, _, dropped = html.partition('<section id="pudotetut">')
    return PlanPage(
        html,
        re.findall(r"<h3>\d+\. ([^<]*)</h3>", to_do),
        re.findall(r"<h3>([^<]*)</h3>", dropped),
        [int(one) for one in re.findall(r'id="toimenpide-(\d+)"', html)],
    )

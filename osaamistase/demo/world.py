"""A made-up region: which firms there are and what they answer, by section and size. Seeded, and pure."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from osaamistase.questionnaires.questionnaire import Area, Questionnaire
from osaamistase.survey.answering import Place

# Code of TOL 2025 and how many of a hundred firms: about as in Kymenlaakso.
TRADES = (
    ("01.50", 4), ("10.71", 3), ("16.23", 3), ("25.62", 6), ("31.00", 2), ("41.00", 7), ("43.22", 8), ("46.90", 5),
    ("47.71", 12), ("49.41", 8), ("55.10", 2), ("56.11", 6), ("62.10", 4), ("69.20", 3), ("71.12", 6), ("81.21", 6),
    ("86.95", 6), ("87.30", 2), ("93.13", 2), ("95.31", 2), ("96.21", 3),
)  # fmt: skip
TOWNS = (("Kouvola", 58), ("Kotka", 20), ("Hamina", 8), ("Loviisa", 6), ("Iitti", 4), ("Pyhtää", 2), ("Virolahti", 2))
# The smallest and largest headcount, and how many of a hundred of those who answer.
SIZES = ((1, 9, 62), (10, 49, 28), (50, 249, 9), (250, 600, 1))
# Levels that a kind of firm lacks more (or less) than others, by area.
_LACKS_BY_AREA = {"DIG": 0.5, "JAT": 0.3, "MYK": 0.2, "AMM": -0.5, "HYV": -0.2}
_SMALL_LACK = {"DIG": 0.4, "JAT": 0.6, "TAL": 0.3}
_ANSWERED_ONCE = 0.65
_USES = 0.7  # of those that answered again, how many used a service in between
_LITTLE = {"current": (65, 30, 5), "target": (88, 12, 0)}  # chances of having learned and of aiming higher
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class MadeUpFirm:
    """`answers_on`: for each round how many days ago it was finished, the earliest first. `below`: levels it lacks."""

    number: int
    code: str
    headcount: int
    municipality: str
    below: float
    answers_on: tuple[int, ...]


def firms(count: int, seed: int, quarters: int) -> Iterator[MadeUpFirm]:
    """So many firms, the same for the same seed; their rounds lie in so many quarters until today."""
    chance = random.Random(seed)  # noqa: S311  made-up firms need no secrecy, but must be the same each time
    days = quarters * 91
    for number in range(count):
        low, high, _share = chance.choices(SIZES, [one[2] for one in SIZES])[0]
        rounds = 1 if chance.random() < _ANSWERED_ONCE else chance.choice((2, 2, 3))
        ago = sorted(chance.sample(range(2, max(days, rounds + 3)), rounds), reverse=True)
        yield MadeUpFirm(
            number,
            chance.choices([one[0] for one in TRADES], [one[1] for one in TRADES])[0],
            min(high, low + int(chance.expovariate(3 / (high - low)))),
            chance.choices([one[0] for one in TOWNS], [one[1] for one in TOWNS])[0],
            max(0.1, chance.gauss(0.8, 0.5)),
            tuple(ago),
        )


def business_ids() -> Iterator[str]:
    """Numbers far above those in use and above the named example firms', with right check digits, in order."""
    yield from filter(None, map(business_id, range(9_700_000, 10_000_000)))


def business_id(digits: int) -> str | None:
    """Seven digits with their check digit; None where they have none."""
    rest = sum(int(one) * weight for one, weight in zip(str(digits), _WEIGHTS, strict=True)) % 11
    return None if rest == 1 else f"{digits}-{11 - rest if rest else 0}"


def answers(firm: MadeUpFirm, questionnaire: Questionnaire, round_number: int, seed: int) -> dict[Place, str]:
    """Everything answered. A later round has learned some, and at times aims higher."""
    chance = random.Random(f"{seed}-{firm.number}")  # noqa: S311
    found: dict[Place, str] = {}
    for area in questionnaire.areas:
        more = _LACKS_BY_AREA.get(area.id, 0) + (_SMALL_LACK.get(area.id, 0) if firm.headcount < 10 else 0)
        leans = {one.id: _lean(seed, one.id) for one in area.competences}
        found |= area_answers(area, firm.below + more, (2, 3, 3, 4, 4, 5), chance, leans)
    for _ in range(round_number):
        found = {place: learned(place, value, _LITTLE, chance) for place, value in found.items()}
    return found


def used_service(firm: MadeUpFirm, services: Sequence[str], seed: int) -> str | None:
    """Which service a firm used after its first round: a few are asked for often. None: it used none."""
    chance = random.Random(f"{seed}-{firm.number}-service")  # noqa: S311
    if len(firm.answers_on) < 2 or chance.random() > _USES or not services:
        return None
    return services[min(len(services) - 1, int(chance.expovariate(0.6)))]


def _lean(seed: int, competence: str) -> float:
    """How much more (or less) than others a whole region lacks of a competence, in levels."""
    return random.Random(f"{seed}-{competence}").gauss(0, 0.7)  # noqa: S311


def area_answers(
    area: Area,
    below: float,
    targets: tuple[int, ...],
    chance: random.Random,
    leans: Mapping[str, float] | None = None,
) -> dict[Place, str]:
    """One area answered whole, on average `below` levels under its targets, of some competences more."""
    holders = str(chance.choice((0, 1, 1, 2, 3)))
    found = {Place(area.id, "importance"): str(chance.choice((2, 3, 4, 4, 5))), Place(area.id, "holders"): holders}
    if holders in ("1", "2"):
        found[Place(area.id, "leaving")] = chance.choice(("no", "unknown", "likely"))
        found[Place(area.id, "deputy")] = chance.choice(("no", "yes"))
    for competence in area.competences:
        target = chance.choice(targets)
        lacks = below + (leans or {}).get(competence.id, 0)
        current = min(5, max(0, round(target - chance.gauss(lacks, 1))))
        found[Place(competence.id, "current")] = str(current)
        found[Place(competence.id, "target")] = str(target)
    return found


def learned(place: Place, value: str, chances: Mapping[str, tuple[int, int, int]], chance: random.Random) -> str:
    """An answer some time later; `chances` of no, one and two levels more, by rating."""
    mine = chances.get(place.rating)
    return value if mine is None else str(min(5, int(value) + chance.choices((0, 1, 2), mine)[0]))

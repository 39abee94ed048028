"""What a rule of the check is, and what it may know besides the file itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import Questionnaire

About = Literal["Reading", "Ids", "Ratings", "Texts", "Openings", "Versions", "Sector packs", "Services", "Scoring"]


@dataclass(frozen=True)
class Known:
    """What stands around a file.

    `earlier`: earlier versions of the same questionnaire, the oldest first. `joined`: for a sector pack the versions
    of the questionnaires it joins, for a questionnaire those of the packs that join it. `answered`: the competence ids
    some service answers; None: not known.
    """

    earlier: tuple[Questionnaire, ...] = ()
    joined: tuple[Questionnaire, ...] = ()
    answered: frozenset[str] | None = None


NOTHING_KNOWN = Known()
Found = tuple[str, str]  # where, and what is wrong there and how to mend it
Find = Callable[[Questionnaire, Known], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """One named rule: what it asks and who finds where it is broken. No `find`: it is found on the way, in reading.

    A warning is worth reading and stops nothing. `packs`: whether sector packs must keep it too. `alone`: whether the
    file alone tells, without its earlier versions, its neighbours and the services.
    """

    name: str
    about: About
    asks: str
    find: Find | None = None
    warning: bool = False
    packs: bool = True
    alone: bool = True


def findings_by(rules: Iterable[Rule], questionnaire: Questionnaire, known: Known) -> list[Finding]:
    """What the rules find in a questionnaire, rule by rule."""
    return [
        Finding(where, rule.name, what, rule.warning)
        for rule in rules
        if rule.find is not None and (rule.packs or questionnaire.joins is None)
        for where, what in rule.find(questionnaire, known)
    ]


def rules_page(rules: Iterable[Rule]) -> str:
    """docs/questionnaire-rules.md: every rule by what it is about, in the order given."""
    by_topic: dict[str, list[Rule]] = {}
    for rule in rules:
        by_topic.setdefault(rule.about, []).append(rule)
    return _HEAD + "".join(_section(topic, listed) for topic, listed in by_topic.items())


_HEAD = """# The rules of a questionnaire file

`flask --app wsgi questionnaire check FILE…` says nothing where a file keeps them all. Otherwise it prints a line a
finding, `FILE: where: RULE: what and how to mend it`. An error keeps a version from being published; a warning is
printed with `--warnings` and stops nothing.

Made from the tables of rules by `flask --app wsgi questionnaire rules > docs/questionnaire-rules.md`.
"""


def _section(topic: str, rules: list[Rule]) -> str:
    lines = [f"| `{rule.name}` | {'warning' if rule.warning else 'error'} | {rule.asks} |\n" for rule in rules]
    return f"\n## {topic}\n\n| rule | is | what it asks |\n|---|---|---|\n" + "".join(lines)

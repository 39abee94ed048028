"""What the comparison page is made from: replacements apart from what came and went, and a share that never rounds up."""

from fractions import Fraction

from osaamistase.library.comparing import Comparison, comparison
from osaamistase.library.listing import families
from osaamistase.questionnaires.questionnaire import checksum
from osaamistase.questionnaires.shelf import State, Version
from osaamistase.scoring.comparability import Comparability
from tests.questionnaires.tiny import numbered, read, tiny_with


def compared(*swaps: tuple[str, str]) -> Comparison:
    return comparison(read(tiny_with()), read(tiny_with(("version = 1", "version = 2"), *swaps)))


def test_a_replacement_is_neither_added_nor_removed() -> None:
    old = read(tiny_with())
    first = next(iter(old.competence.values())).id
    found = compared((f'id = "{first}"', f'id = "{first[:3]}-77", replaces = "{first}"'))
    assert [(one.id, one.replaces) for one in found.replaced] == [(f"{first[:3]}-77", first)]
    assert found.added == ()
    assert found.removed == ()
    assert sum(one.shared for one in found.areas) == len(old.competence) - 1
    assert found.name(first) == old.competence[first].name
    assert found.name("XXX") is None


def test_the_share_is_rounded_down() -> None:
    found = compared()
    assert found.percent == 100
    just_below = Comparison(**{**vars(found), "comparability": Comparability(699, 1000, Fraction(699, 1000))})
    assert (just_below.percent, just_below.limit) == (69, 70)
    nothing = Comparison(**{**vars(found), "comparability": Comparability(0, 0, None)})
    assert nothing.percent is None


def test_versions_stand_under_their_id_the_newest_first() -> None:
    versions = [version(2, "draft"), version(1, "published"), version(1, "published", "alku")]
    found = families(versions, frozenset({versions[0].sha256}))
    assert [one.id for one in found] == ["alku", "tiny"]
    assert [(one.version.questionnaire.version, one.before, one.preview) for one in found[1].versions] == [
        (2, 1, True),
        (1, None, False),
    ]


def version(number: int, state: State, name: str = "tiny") -> Version:
    source = numbered(number, name)
    return Version(read(source), source, checksum(source), state)

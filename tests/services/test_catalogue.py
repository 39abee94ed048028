"""The catalogue file: the project's own is sound, and every kind of mistake is refused with its place."""

from datetime import date

import pytest

from osaamistase.errors import BadFile
from osaamistase.questionnaires.files import load_shelf
from osaamistase.services.catalogue import read_catalogue
from osaamistase.settings import ROOT
from tests.services.tiny_catalogue import SERVICE, tiny_with

OWN = read_catalogue((ROOT / "catalogue" / "services.toml").read_bytes())
MISTAKES = [
    (("format = 1", "format = 2"), "format"),
    (("format = 1\n", ""), "format"),
    (("format = 1", 'format = 1\ncolour = "red"'), "colour"),
    (('kinds = [{ id = "advice"', 'kinds = [{ id = "Advice!"'), "kinds.Advice!.id"),
    (('{ id = "kinno", name = "Kinno", ', '{ id = "kinno", '), "providers.kinno.name"),
    (('fi = "Apu", ', ""), "services.apu.name.fi"),
    (('sv = "Hjälp.", en', 'sv = "", en'), "services.apu.description.sv"),
    (('id = "apu"', 'id = "Apu 1"'), "services.Apu 1.id"),
    (('providers = ["kinno"]', "providers = []"), "services.apu.providers"),
    (('providers = ["kinno"]', 'providers = ["eduko"]'), "services.apu.providers"),
    (('kind = "advice"', 'kind = "magic"'), "services.apu.kind"),
    (('offered_to = "firms"', 'offered_to = "everyone"'), "services.apu.offered_to"),
    (('"REK-01", "REK-00"', '"REK-01", "rek1"'), "services.apu.competences.1"),
    (('"REK-01", "REK-00"', '"REK-01", "REK-01"'), "services.apu.competences"),
    (("valid_until = 2027-01-31", 'valid_until = "31.1.2027"'), "services.apu.valid_until"),
    (('source = "testi"\n', ""), "services.apu.source"),
    (("checked_on = 2026-11-24\n", ""), "services.apu.checked_on"),
    (('relevance = "primary"', 'relevance = "high"'), "services.apu.relevance"),
    (('relevance = "primary"', 'relevance = "primary"\nprice = 5'), "services.apu.price"),
    (('relevance = "primary"\n', f'relevance = "primary"\n{SERVICE}'), "services.apu"),
]


def test_the_projects_own_catalogue_holds_ninety_services() -> None:
    assert len(OWN.services) == 90
    assert OWN.kinds[0].id == "advice"  # a plan offers talk before anything else


def test_every_competence_a_service_names_is_asked_in_one_of_the_two_questionnaires() -> None:
    versions = load_shelf(ROOT / "questionnaires").versions().values()
    asked = {competence for version in versions for competence in version.questionnaire.competence}
    named = {competence for service in OWN.services for competence in service.competences}
    assert len(named) > 50
    assert named <= asked


def test_a_sound_file_is_read_in_full() -> None:
    (service,) = read_catalogue(tiny_with()).services
    assert (service.id, service.name.sv, service.valid_until) == ("apu", "Hjälp", date(2027, 1, 31))
    assert (service.competences, service.note) == (("REK-01", "REK-00"), "")


def test_a_service_whose_end_nobody_knows_and_that_serves_nothing_yet_is_sound() -> None:
    source = tiny_with(("valid_until = 2027-01-31\n", ""), ('"REK-01", "REK-00"', ""))
    (service,) = read_catalogue(source).services
    assert service.valid_until is None
    assert service.competences == ()


@pytest.mark.parametrize(("change", "where"), MISTAKES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_mistake_is_refused_and_its_place_named(change: tuple[str, str], where: str) -> None:
    with pytest.raises(BadFile) as refusal:
        read_catalogue(tiny_with(change))
    assert refusal.value.where == where
    assert refusal.value.what


def test_an_owner_that_is_no_provider_is_refused_and_its_service_named() -> None:
    with pytest.raises(BadFile, match="no provider eduko") as refusal:
        read_catalogue(tiny_with(('owner = "kinno"', 'owner = "eduko"')))
    assert refusal.value.where.startswith("services.apu.")


@pytest.mark.parametrize("source", [b"format = ", b"\xff\xfe", "# tämä".encode("latin-1"), b""])
def test_a_file_that_is_no_catalogue_at_all_is_refused(source: bytes) -> None:
    with pytest.raises(BadFile) as refusal:
        read_catalogue(source)
    assert refusal.value.where in ("file", "format")

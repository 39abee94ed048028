"""Sector packs in the questionnaires folder: whom they join, and that they never collide."""

import hashlib
from pathlib import Path

import pytest

from osaamistase.questionnaires.files import BadQuestionnaires, load_shelf, publish, retire
from osaamistase.questionnaires.listed import PUBLISHED
from tests.questionnaires.test_files import DAY, place
from tests.questionnaires.tiny import FOLDER

PACK = (FOLDER / "pack.toml").read_text(encoding="utf-8")


def pack(folder: Path, name: str, divisions: str, version: int = 1, area: str = "KEI") -> Path:
    text = PACK.replace('id = "pack"', f'id = "{name}"').replace("version = 1", f"version = {version}")
    path = folder / f"{name}-{version}.toml"
    path.write_text(text.replace('["56"]', divisions).replace("KEI", area), encoding="utf-8")
    return path


def found_pack(folder: Path, questionnaire: str, section: str, code: str) -> tuple[str, int] | None:
    found = load_shelf(folder).pack_for(questionnaire, section, code)
    return None if found is None else (found.questionnaire.id, found.questionnaire.version)


def test_a_firm_gets_the_newest_published_pack_of_its_industry(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    publish(pack(tmp_path, "inns", "[]"))
    publish(pack(tmp_path, "kitchens", '["56"]', area="RUO"))
    assert found_pack(tmp_path, "tiny", "I", "56.10") == ("kitchens", 1)
    assert found_pack(tmp_path, "tiny", "I", "55100") == ("inns", 1)
    assert found_pack(tmp_path, "tiny", "I", "I") == ("inns", 1)
    assert found_pack(tmp_path, "tiny", "C", "56.10") is None
    assert found_pack(tmp_path, "other", "I", "56.10") is None
    draft = pack(tmp_path, "kitchens", '["55"]', version=2, area="RUO")
    assert found_pack(tmp_path, "tiny", "I", "56.10") == ("kitchens", 1)
    publish(draft)  # a newer version that serves others: the older does not come back
    assert found_pack(tmp_path, "tiny", "I", "56.10") == ("inns", 1)
    assert found_pack(tmp_path, "tiny", "I", "55.10") == ("kitchens", 2)
    retire(tmp_path / "inns-1.toml", DAY)
    assert found_pack(tmp_path, "tiny", "I", "56.10") is None


def test_a_pack_is_never_offered_as_a_questionnaire(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    publish(pack(tmp_path, "inns", "[]"))
    assert [one.questionnaire.id for one in load_shelf(tmp_path).newest()] == ["tiny"]


def test_a_pack_and_what_it_joins_are_never_published_with_an_id_in_common(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    with pytest.raises(BadQuestionnaires, match="REK: pack-collides: "):
        publish(pack(tmp_path, "inns", "[]", area="REK"))
    publish(pack(tmp_path, "rooms", "[]"))
    second = place(tmp_path, 2)
    second.write_bytes(second.read_bytes().replace(b"DIG", b"KEI"))
    with pytest.raises(BadQuestionnaires, match="KEI: pack-collides: rooms version 1"):
        publish(second)


def test_a_collision_among_published_files_stops_the_start(tmp_path: Path) -> None:
    publish(pack(tmp_path, "inns", "[]", area="REK"))  # before there was anything to join
    path = place(tmp_path, 1)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with (tmp_path / PUBLISHED).open("a", encoding="utf-8") as listed:
        listed.write(f"{sha256}  tiny-1.toml\n")
    with pytest.raises(BadQuestionnaires, match=r"inns-1\.toml: REK: pack-collides: "):
        load_shelf(tmp_path)

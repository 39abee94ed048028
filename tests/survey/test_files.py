"""The questionnaires folder: publishing freezes a version, and a start with a folder that is unfit stops."""

import hashlib
from pathlib import Path

import pytest

from osaamistase.survey.files import PUBLISHED, BadQuestionnaires, load_shelf, publish, published_checksums
from tests.survey.tiny import numbered


def place(folder: Path, version: int, questionnaire: str = "tiny", minutes: int = 2) -> Path:
    path = folder / f"{questionnaire}-{version}.toml"
    path.write_bytes(numbered(version, questionnaire, minutes))
    return path


def test_publishing_writes_the_checksum_of_the_files_very_bytes(tmp_path: Path) -> None:
    path = place(tmp_path, 1)
    publish(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (tmp_path / PUBLISHED).read_text(encoding="utf-8") == f"{sha256}  tiny-1.toml\n"
    found = load_shelf(tmp_path).find("tiny", 1)
    assert found is not None
    assert (found.published, found.sha256, found.questionnaire.id) == (True, sha256, "tiny")


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    path = place(tmp_path, 1)
    publish(path)
    once = (tmp_path / PUBLISHED).read_bytes()
    publish(path)
    assert (tmp_path / PUBLISHED).read_bytes() == once


def test_publishing_keeps_what_was_published_before(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    publish(place(tmp_path, 2))
    assert list(published_checksums(tmp_path)) == ["tiny-1.toml", "tiny-2.toml"]


@pytest.mark.parametrize("change", [b"\n", b"# a word more\n"])
def test_a_changed_published_file_stops_the_start_with_a_line_that_names_it(tmp_path: Path, change: bytes) -> None:
    path = place(tmp_path, 1)
    publish(path)
    path.write_bytes(path.read_bytes() + change)
    with pytest.raises(BadQuestionnaires) as stop:
        load_shelf(tmp_path)
    assert str(stop.value).startswith(f"{path}: file: published-changed: ")
    with pytest.raises(BadQuestionnaires, match="published-changed"):
        publish(path)


def test_a_missing_published_file_stops_the_start_with_a_line_that_names_it(tmp_path: Path) -> None:
    path = place(tmp_path, 1)
    publish(path)
    path.unlink()
    with pytest.raises(BadQuestionnaires) as stop:
        load_shelf(tmp_path)
    assert str(stop.value).startswith(f"{path}: file: missing-file: ")


def test_a_file_whose_name_is_not_what_stands_inside_stops_the_start(tmp_path: Path) -> None:
    wrong = place(tmp_path, 1).rename(tmp_path / "tiny-2.toml")
    with pytest.raises(BadQuestionnaires) as stop:
        load_shelf(tmp_path)
    assert str(stop.value).startswith(f"{wrong}: file: file-name: ")
    assert "tiny-1.toml" in str(stop.value)
    with pytest.raises(BadQuestionnaires, match="file-name"):
        publish(wrong)
    assert not (tmp_path / PUBLISHED).exists()


def test_every_unfit_file_is_named_a_line_each(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    (tmp_path / "tiny-1.toml").unlink()
    for name in ("a-1.toml", "b-1.toml"):
        (tmp_path / name).write_text("format = ", encoding="utf-8")
    with pytest.raises(BadQuestionnaires) as stop:
        load_shelf(tmp_path)
    lines = str(stop.value).split("\n")
    assert [line.split(": ")[0] for line in lines] == [
        str(tmp_path / name) for name in ("a-1.toml", "b-1.toml", "tiny-1.toml")
    ]


def test_an_unsound_file_cannot_be_published(tmp_path: Path) -> None:
    path = place(tmp_path, 1)
    path.write_bytes(path.read_bytes().replace(b'"REK-02"', b'"REK-01"'))
    with pytest.raises(BadQuestionnaires, match="REK-01: duplicate-id"):
        publish(path)
    assert published_checksums(tmp_path) == {}


def test_only_the_newest_published_version_is_offered(tmp_path: Path) -> None:
    for version in (1, 9, 10):
        publish(place(tmp_path, version))
    place(tmp_path, 11)  # a draft
    shelf = load_shelf(tmp_path)
    assert [(one.questionnaire.id, one.questionnaire.version) for one in shelf.newest()] == [("tiny", 10)]
    assert sorted(shelf.versions()) == [("tiny", 1), ("tiny", 9), ("tiny", 10), ("tiny", 11)]


def test_a_draft_can_be_found_and_is_not_offered(tmp_path: Path) -> None:
    place(tmp_path, 1)
    shelf = load_shelf(tmp_path)
    found = shelf.find("tiny", 1)
    assert found is not None
    assert not found.published
    assert shelf.newest() == []
    assert shelf.find("tiny", 2) is None


def test_the_longest_questionnaire_is_offered_first(tmp_path: Path) -> None:
    publish(place(tmp_path, 1, "aaa", minutes=5))
    publish(place(tmp_path, 1, "bbb", minutes=25))
    assert [one.questionnaire.id for one in load_shelf(tmp_path).newest()] == ["bbb", "aaa"]


def test_a_list_written_by_sha256sum_in_binary_mode_is_read(tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).write_text("ab12 *tiny-1.toml\n\n", encoding="utf-8")
    assert published_checksums(tmp_path) == {"tiny-1.toml": "ab12"}

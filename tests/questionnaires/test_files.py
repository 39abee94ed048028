"""The questionnaires folder: publishing freezes a version, and a start with a folder that is unfit stops."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from osaamistase.questionnaires.files import BadQuestionnaires, known_beside, load_shelf, neighbours, publish, retire
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.listed import PUBLISHED, RETIRED, published_checksums, retired_days
from tests.questionnaires.tiny import numbered, read

DAY = date(2027, 1, 31)


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


def test_a_draft_whose_name_is_not_what_stands_inside_is_left_off_and_cannot_be_published(tmp_path: Path) -> None:
    wrong = place(tmp_path, 1).rename(tmp_path / "tiny-2.toml")
    shelf = load_shelf(tmp_path)
    (finding,) = shelf.unsound["tiny-2.toml"]
    assert (finding.where, finding.rule) == ("file", "file-name")
    assert "tiny-1.toml" in finding.what
    assert shelf.versions() == {}
    with pytest.raises(BadQuestionnaires, match="file-name"):
        publish(wrong)
    assert not (tmp_path / PUBLISHED).exists()


def test_unsound_drafts_are_left_off_and_told_of_and_stop_nothing(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    (tmp_path / "a-1.toml").write_text("format = ", encoding="utf-8")
    broken = place(tmp_path, 2)
    broken.write_bytes(broken.read_bytes().replace(b'"REK-02"', b'"REK-01"'))
    shelf = load_shelf(tmp_path)
    assert {name: [one.rule for one in found] for name, found in shelf.unsound.items()} == {
        "a-1.toml": ["syntax"],
        "tiny-2.toml": ["duplicate-id"],
    }
    assert list(shelf.versions()) == [("tiny", 1)]


def test_every_unfit_published_file_is_named_a_line_each(tmp_path: Path) -> None:
    for name in ("aaa", "bbb", "ccc"):
        publish(place(tmp_path, 1, name))
    (tmp_path / "aaa-1.toml").unlink()
    for name in ("bbb-1.toml", "ccc-1.toml"):
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b"\n")
    with pytest.raises(BadQuestionnaires) as stop:
        load_shelf(tmp_path)
    told = [(line.split(": ")[0], line.split(": ")[2]) for line in str(stop.value).split("\n")]
    assert told == [
        (str(tmp_path / "aaa-1.toml"), "missing-file"),
        (str(tmp_path / "bbb-1.toml"), "published-changed"),
        (str(tmp_path / "ccc-1.toml"), "published-changed"),
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
    place(tmp_path, 11)
    shelf = load_shelf(tmp_path)
    assert [one.questionnaire.version for one in shelf.drafts()] == [11]
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


def test_a_version_is_found_by_its_checksum(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    place(tmp_path, 2)
    shelf = load_shelf(tmp_path)
    for version in shelf.versions().values():
        assert shelf.by_sha256(version.sha256) is version
    assert shelf.by_sha256("0" * 64) is None


def test_a_retired_version_stays_and_is_offered_no_more(tmp_path: Path) -> None:
    for version in (1, 2):
        publish(place(tmp_path, version))
    retire(tmp_path / "tiny-2.toml", DAY)
    assert (tmp_path / RETIRED).read_text(encoding="utf-8") == "2027-01-31  tiny-2.toml\n"
    shelf = load_shelf(tmp_path)
    assert {key[1]: (one.state, one.published) for key, one in shelf.versions().items()} == {
        1: ("published", True),
        2: ("retired", True),
    }
    assert [one.questionnaire.version for one in shelf.newest()] == [1]
    retire(tmp_path / "tiny-2.toml", date(2028, 1, 1))  # once is enough
    assert retired_days(tmp_path) == {"tiny-2.toml": DAY}


def test_only_what_is_published_is_retired(tmp_path: Path) -> None:
    for path in (place(tmp_path, 1), tmp_path / "none-1.toml"):
        with pytest.raises(BadQuestionnaires) as refusal:
            retire(path, DAY)
        assert str(refusal.value).startswith(f"{path}: file: missing-file: ")
        assert "\n" not in str(refusal.value)
    assert not (tmp_path / RETIRED).exists()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("2027-01-31  tiny-2.toml", "missing-file"),  # a draft
        ("2027-01-31  none-1.toml", "missing-file"),
        ("2027-02-30  tiny-1.toml", "format"),
        ("20270131  tiny-1.toml", "format"),
        ("tiny-1.toml", "format"),
    ],
)
def test_a_list_of_retired_that_cannot_be_right_stops_the_start(tmp_path: Path, line: str, rule: str) -> None:
    publish(place(tmp_path, 1))
    place(tmp_path, 2)
    (tmp_path / RETIRED).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadQuestionnaires) as stop:
        load_shelf(tmp_path)
    assert str(stop.value).startswith(f"{tmp_path / RETIRED}: line 2: {rule}: ")


def test_a_broken_line_of_the_published_list_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).write_text("tiny-1.toml\n", encoding="utf-8")
    with pytest.raises(BadQuestionnaires, match=r"published\.txt: line 1: format: "):
        load_shelf(tmp_path)


def test_a_list_left_without_its_last_line_break_still_gets_a_line_of_its_own(tmp_path: Path) -> None:
    publish(place(tmp_path, 1))
    (tmp_path / PUBLISHED).write_text((tmp_path / PUBLISHED).read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    publish(place(tmp_path, 2))
    assert list(published_checksums(tmp_path)) == ["tiny-1.toml", "tiny-2.toml"]


def test_no_version_is_published_behind_a_newer_one(tmp_path: Path) -> None:
    publish(place(tmp_path, 9))
    with pytest.raises(BadQuestionnaires, match=": version: version-order: version 9 is published"):
        publish(place(tmp_path, 8))
    publish(place(tmp_path, 10))


def test_a_check_asked_for_beside_keeps_a_version_from_being_published(tmp_path: Path) -> None:
    with pytest.raises(BadQuestionnaires, match="REK: never-opens: mend it"):
        publish(place(tmp_path, 1), lambda found: [Finding(found.areas[0].id, "never-opens", "mend it")])
    assert published_checksums(tmp_path) == {}
    publish(tmp_path / "tiny-1.toml", lambda _: [])
    assert list(published_checksums(tmp_path)) == ["tiny-1.toml"]


def test_a_version_is_held_to_the_published_ones_before_it_and_never_to_drafts(tmp_path: Path) -> None:
    renamed = (b'"REK-02",', b'"REK-03", replaces = "REK-02",')
    publish(place(tmp_path, 1))
    second = place(tmp_path, 2)
    second.write_bytes(second.read_bytes().replace(*renamed))
    third = place(tmp_path, 3)
    third.write_bytes(third.read_bytes().replace(b'"REK-02",', b'"REK-04", replaces = "REK-03",'))
    shelf = load_shelf(tmp_path)
    assert {name: [one.rule for one in found] for name, found in shelf.unsound.items()} == {
        "tiny-3.toml": ["replaces-nowhere"]
    }
    publish(second)
    publish(third)
    assert load_shelf(tmp_path).unsound == {}


def test_on_a_desk_that_publishes_nothing_every_file_counts_as_earlier(tmp_path: Path) -> None:
    for version in (10, 2, 1):
        place(tmp_path, version)
    place(tmp_path, 1, "other")
    (tmp_path / "notes.toml").write_text("format = ", encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    found = read(numbered(10))
    known = known_beside(found, neighbours(tmp_path))
    assert [(one.id, one.version) for one in known.earlier] == [("tiny", 1), ("tiny", 2)]
    publish(tmp_path / "tiny-1.toml")
    known = known_beside(found, neighbours(tmp_path))
    assert [(one.id, one.version) for one in known.earlier] == [("tiny", 1)]

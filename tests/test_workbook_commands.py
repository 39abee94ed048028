"""`questionnaire export` and `import`, run as an author runs them."""

import re
from pathlib import Path

from osaamistase.questionnaires.questionnaire import parse
from osaamistase.questionnaires.workbook import to_workbook
from osaamistase.settings import ROOT
from tests.questionnaires.tiny import TEXT, read
from tests.test_commands import QUICK, flask


def test_a_questionnaire_goes_out_to_a_workbook_and_comes_back(tmp_path: Path) -> None:
    book, file = tmp_path / "kysely.xlsx", tmp_path / "pikakartoitus-1.toml"
    file.write_text("# an older draft\n", encoding="utf-8")
    done = flask("questionnaire", "export", QUICK, "--to", str(book))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = flask("questionnaire", "import", str(book), "--to", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert parse(file.read_bytes()) == parse((ROOT / QUICK).read_bytes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kysely.xlsx", "pikakartoitus-1.toml"]


def test_a_workbook_with_findings_is_told_of_by_cell_and_nothing_is_written(tmp_path: Path) -> None:
    source = (ROOT / QUICK).read_text(encoding="utf-8").replace('fi = "Rekrytointi ja perehdytys"', 'fi = ""')
    book, file = tmp_path / "kysely.xlsx", tmp_path / "uusi.toml"
    (tmp_path / "pikakartoitus-1.toml").write_text(source, encoding="utf-8")
    assert flask("questionnaire", "export", str(tmp_path / "pikakartoitus-1.toml"), "--to", str(book)).returncode == 0
    done = flask("questionnaire", "import", str(book), "--to", str(file))
    assert done.returncode == 1
    assert f"{book}: Osaamiset!F3: missing-text: is empty; write it\n" in done.stdout
    assert not file.exists()


def test_warnings_of_a_workbook_are_printed_by_cell_only_when_asked_for_and_stop_nothing(tmp_path: Path) -> None:
    book, file = tmp_path / "kysely.xlsx", tmp_path / "osaamistase-1.toml"
    source = (ROOT / "questionnaires/osaamistase-1.toml").read_bytes()
    book.write_bytes(to_workbook(read(source)))
    done = flask("questionnaire", "import", str(book), "--to", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    file.unlink()
    done = flask("questionnaire", "import", "--warnings", str(book), "--to", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"kysely\.xlsx: Osaamiset!F\d+: hard-to-read: is hard to read: ", done.stdout)
    assert re.search(r"kysely\.xlsx: Osaamiset!A\d+: no-service: no service in the catalogue answers it", done.stdout)
    assert parse(file.read_bytes()) == parse(source)


def test_a_workbook_is_checked_beside_what_stands_where_it_is_to_be_written(tmp_path: Path) -> None:
    book, file = tmp_path / "kysely.xlsx", tmp_path / "tiny-2.toml"
    second = TEXT.replace("version = 1", "version = 2").replace('id = "REK-02",', 'id = "REK-03", replaces = "REK-02",')
    book.write_bytes(to_workbook(read(second.encode())))
    done = flask("questionnaire", "import", str(book), "--to", str(file))
    assert (done.returncode, file.exists()) == (1, False)
    assert done.stdout.startswith(f"{book}: Osaamiset!D3: replaces-nowhere: REK-02 is in no earlier version")
    (tmp_path / "tiny-1.toml").write_text(TEXT, encoding="utf-8")
    done = flask("questionnaire", "import", str(book), "--to", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert parse(file.read_bytes()) == parse(second.encode())


def test_a_published_questionnaire_is_never_written_over_nor_a_wrong_name_put_beside_it(tmp_path: Path) -> None:
    book = tmp_path / "kysely.xlsx"
    book.write_bytes(to_workbook(read(TEXT.encode())))
    before = (ROOT / QUICK).read_bytes()
    done = flask("questionnaire", "import", str(book), "--to", QUICK)
    assert (done.returncode, f"{QUICK}: file: published: " in done.stdout) == (1, True)
    assert (ROOT / QUICK).read_bytes() == before
    done = flask("questionnaire", "import", str(book), "--to", "questionnaires/muu-1.toml")
    assert (done.returncode, "file: file-name: " in done.stdout) == (1, True)
    assert not (ROOT / "questionnaires/muu-1.toml").exists()


def test_what_cannot_be_read_or_written_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "rikki.toml").write_text("format = ", encoding="utf-8")
    done = flask("questionnaire", "export", str(tmp_path / "rikki.toml"), "--to", str(tmp_path / "a.xlsx"))
    assert (done.returncode, "rikki.toml: file: syntax: " in done.stdout) == (1, True)
    for words in (
        ("export", "eiole.toml", "--to", "a.xlsx"),
        ("import", "eiole.xlsx", "--to", "a.toml"),
        ("export", QUICK, "--to", str(tmp_path / "eiole" / "a.xlsx")),
    ):
        done = flask("questionnaire", *words)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["rikki.toml"]

"""What may stand in a guide, and what is told of one that holds anything else."""

import shutil
from pathlib import Path

import pytest

from osaamistase.app import create_app
from osaamistase.guides.guide import BadGuides, Guide, Picture
from osaamistase.guides.reading import find_picture, load_guides
from osaamistase.guides.writing import anchor, drawn, parse
from osaamistase.settings import ROOT, Settings

STATIC = ROOT / "osaamistase" / "static"
BEGINNING = "# Ohje\n\nKenelle *tahansa*.\n\n"
SHOWN = "../../osaamistase/static/guides/fi/kuva.png"


def picture(file: str) -> Picture:
    return Picture(file, 320, 200)


def read(text: str) -> tuple[Guide, list[str]]:
    return parse(BEGINNING + text, picture)


def html(text: str) -> str:
    guide, faults = read(text)
    assert faults == []
    return str(drawn(guide, lambda file: f"/static/{file}?v=1"))


def test_a_guide_has_a_title_a_summary_and_tasks_with_ids() -> None:
    guide, faults = read("## Haluan nähdä taseen\n\nPaina **Tase**.\n\n## Ja vielä\n\nMuuta.\n")
    assert (guide.title, guide.summary, faults) == ("Ohje", "Kenelle tahansa.", [])
    assert [(one.words, one.anchor) for one in guide.tasks] == [
        ("Haluan nähdä taseen", "haluan-nahda-taseen"),
        ("Ja vielä", "ja-viela"),
    ]
    shown = str(drawn(guide, str))
    assert '<h2 id="haluan-nahda-taseen">Haluan nähdä taseen</h2>' in shown
    assert "<h1" not in shown


def test_a_picture_is_ours_and_says_its_size_and_what_it_shows() -> None:
    assert html(f'![Tase "näin"]({SHOWN})') == (
        "<p>Kenelle <em>tahansa</em>.</p>\n"
        '<p><img src="/static/guides/fi/kuva.png?v=1" alt="Tase &quot;näin&quot;" width="320" height="200"'
        ' loading="lazy"></p>\n'
    )


def test_a_picture_that_is_not_taken_yet_is_told_in_words() -> None:
    guide, faults = parse(f"{BEGINNING}![Tase]({SHOWN})", lambda _file: None)
    assert faults == []
    assert "<p><em>Tase</em></p>" in str(drawn(guide, str))


def test_html_stands_there_as_it_was_written() -> None:
    assert "&lt;script&gt;" in html("<script>alert(1)</script>")


@pytest.mark.parametrize("address", ["/tietosuoja", "https://saavutettavuusvaatimukset.fi/", "/ohjeet/johdolle#x"])
def test_a_link_leads_to_a_page_of_ours_or_to_https(address: str) -> None:
    assert f'<a href="{address}">tänne</a>' in html(f"[tänne]({address})")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tänne](javascript:alert(1))", "is not read as Markdown"),
        ("[tänne](//muualla.example/x)", "is not read as Markdown"),
        ("[tänne](http://muualla.example/)", "is not read as Markdown"),
        ("![kuva](https://muualla.example/kuva.png)", "pictures lie in"),
        ("![kuva](../../osaamistase/static/guides/../icon.png)", "is not read as Markdown"),
        (f"![]({SHOWN})", "say in the brackets"),
        ("Paina ** Tase **.", "is not read as Markdown"),
        ("# Toinen otsikko", "it has one title"),
        ("## Sama\n\na\n\n## Sama", "two headings lead to #sama"),
    ],
)
def test_anything_else_is_told_with_its_mend(text: str, told: str) -> None:
    assert [one for one in read(text)[1] if told in one]


def test_a_guide_begins_with_its_title_and_whom_it_helps() -> None:
    assert parse("## Haluan\n\nheti.\n", picture)[1] == [
        "it begins with a title (# …) and a paragraph that says whom it helps"
    ]


def test_an_id_is_plain() -> None:
    assert anchor("Mitä? Åbo – 2 kertaa!") == "mita-abo-2-kertaa"


def test_a_guide_that_is_missing_or_faulty_stops_the_start_and_all_are_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "guides", tmp_path / "guides")
    (tmp_path / "guides/sv/firm.md").unlink()
    (tmp_path / "guides/en/author.md").write_text("Nothing\n", encoding="utf-8")
    (tmp_path / "guides/fi/manager.md").write_bytes(b"\xff")
    with pytest.raises(BadGuides) as told:
        load_guides(tmp_path / "guides", STATIC)
    lines = str(told.value).splitlines()
    assert [line.split(": ")[0].removeprefix(f"{tmp_path}/guides/") for line in lines] == [
        "fi/manager.md", "sv/firm.md", "en/author.md",
    ]  # fmt: skip
    with pytest.raises(BadGuides):
        create_app(Settings(database_url="sqlite://", secret_key="s" * 40, guides=tmp_path / "guides"))


def test_a_pictures_size_is_its_own_and_half_of_one_taken_for_sharp_screens(tmp_path: Path) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (720).to_bytes(4) + (1480).to_bytes(4)
    for name, content in (("kuva.png", head), ("kuva-x2.png", head), ("rikki.png", head[:20]), ("muu.png", b"GIF" * 9)):
        (tmp_path / name).write_bytes(content)
    assert find_picture(tmp_path, "kuva.png") == Picture("kuva.png", 720, 1480)
    assert find_picture(tmp_path, "kuva-x2.png") == Picture("kuva-x2.png", 360, 740)
    assert [find_picture(tmp_path, one) for one in ("rikki.png", "muu.png", "poissa.png")] == [None, None, None]

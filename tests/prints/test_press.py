"""The printing press fetches the project's own static files and nothing else in the world."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from weasyprint.urls import FatalURLFetchingError

from osaamistase.prints.press import HOST, ForeignAddress, OwnFilesOnly, _unpacked, printed
from osaamistase.settings import ROOT

SECRET = "secret { color: red }"
PAGE = '<!doctype html><html lang="fi"><head><title>Testi</title>{head}</head><body><p>Sana</p>{body}</body></html>'


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A static folder with a secret of the same kind lying outside it."""
    folder = tmp_path / "static"
    (folder / "fonts").mkdir(parents=True)
    (folder / "site.css").write_text("p { color: green }", encoding="utf-8")
    (folder / "fonts" / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (folder / "code.py").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.css").write_text(SECRET, encoding="utf-8")
    (tmp_path / "static-too").mkdir()
    (tmp_path / "static-too" / "secret.css").write_text(SECRET, encoding="utf-8")
    (folder / "link.css").symlink_to(tmp_path / "secret.css")
    return folder


@pytest.mark.parametrize(
    ("address", "kind"), [("site.css", "text/css"), ("site.css?v=1", "text/css"), ("fonts/icon.svg", "image/svg+xml")]
)
def test_an_own_static_file_is_handed_over(static: Path, address: str, kind: str) -> None:
    answer = OwnFilesOnly(static).fetch(f"http://{HOST}/{address}")
    assert answer.read() == (static / address.removesuffix("?v=1")).read_bytes()
    assert answer.content_type == kind


def test_a_font_comes_unpacked_and_is_unpacked_once() -> None:
    fonts = sorted((ROOT / "osaamistase" / "static").rglob("*.woff2"))
    assert fonts
    for path in fonts:
        address = f"http://{HOST}/{path.relative_to(ROOT / 'osaamistase' / 'static')}"
        first, again = (OwnFilesOnly(ROOT / "osaamistase" / "static").fetch(address).read() for _time in range(2))
        assert TTFont(BytesIO(first)).flavor is None
        assert TTFont(BytesIO(first))["name"].getDebugName(4) == TTFont(path)["name"].getDebugName(4)
        assert first == again
    assert _unpacked.cache_info().misses <= len(fonts)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file://{folder}/site.css",
        "file://localhost{folder}/site.css",
        "http://127.0.0.1/site.css",
        "http://localhost:8000/site.css",
        "http://169.254.169.254/latest/meta-data.css",
        "https://example.com/site.css",
        f"http://{HOST}:80/site.css",
        f"http://somebody@{HOST}/site.css",
        f"http://{HOST}.example.com/site.css",
        f"http://{HOST}@example.com/site.css",
        f"http://{HOST}/../secret.css",
        f"http://{HOST}/fonts/../../secret.css",
        f"http://{HOST}/%2e%2e/secret.css",
        f"http://{HOST}/..%2fsecret.css",
        f"http://{HOST}/../static-too/secret.css",
        f"http://{HOST}/link.css",
        f"http://{HOST}/code.py",
        f"http://{HOST}/",
        "data:text/css,secret",
        "site.css",
        "",
    ],
)
def test_any_other_address_is_foreign(static: Path, address: str) -> None:
    with pytest.raises(ForeignAddress):
        OwnFilesOnly(static).fetch(address.replace("{folder}", str(static)))


def test_an_absolute_path_stays_in_the_folder(static: Path) -> None:
    with pytest.raises(FileNotFoundError):
        OwnFilesOnly(static).fetch(f"http://{HOST}//etc/ssl/openssl.css")


def test_a_page_with_its_own_style_is_printed(static: Path) -> None:
    html = PAGE.format(head='<link rel="stylesheet" href="site.css">', body="")
    assert printed(html, static).startswith(b"%PDF-1.")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<link rel="stylesheet" href="http://127.0.0.1/site.css">', ""),
        ('<link rel="stylesheet" href="file:///etc/passwd">', ""),
        ('<style>@import url("%2e%2e/secret.css");</style>', ""),
        ('<style>@font-face { font-family: q; src: url("http://127.0.0.1/q.woff2") } p { font-family: q }</style>', ""),
        ('<style>p { background: url("file:///etc/passwd") }</style>', ""),
        ("", '<img src="http://127.0.0.1/x.png" alt="">'),
        ("", '<a rel="attachment" href="file:///etc/passwd">liite</a>'),
    ],
)
def test_a_foreign_address_in_a_page_stops_the_print(static: Path, head: str, body: str) -> None:
    with pytest.raises(FatalURLFetchingError) as stop:
        printed(PAGE.format(head=head, body=body), static)
    assert isinstance(stop.value.__cause__ or stop.value.__context__, ForeignAddress)

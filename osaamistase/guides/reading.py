"""The folder of guides: read once, each with its pictures, and held to its rules."""

from pathlib import Path

from osaamistase.guides.guide import LANGUAGES, NAMES, BadGuides, Guide, Picture
from osaamistase.guides.writing import parse

_PNG = b"\x89PNG\r\n\x1a\n"
_SHARP = "-x2"  # so ends the name of a picture taken for sharp screens: it is shown at half its size


def load_guides(folder: Path, static: Path) -> dict[tuple[str, str], Guide]:
    """Every guide by language and name. Raises BadGuides with all that is wrong, a line each."""
    guides, lines = {}, []
    for language in LANGUAGES:
        for name in NAMES:
            path = folder / language / f"{name}.md"
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeError):
                lines.append(f"{path}: cannot be read: each guide stands there in {', '.join(LANGUAGES)}, in UTF-8")
                continue
            guide, faults = parse(text, lambda file: find_picture(static, file))
            guides[language, name] = guide
            lines += [f"{path}: {one}" for one in faults]
    if lines:
        raise BadGuides("\n".join(lines))
    return guides


def find_picture(static: Path, file: str) -> Picture | None:
    """A PNG of the static folder, sized as its own header tells."""
    try:
        with (static / file).open("rb") as source:
            head = source.read(24)
    except OSError:
        return None
    if len(head) < 24 or not head.startswith(_PNG):
        return None
    width, height = (int.from_bytes(head[at : at + 4]) for at in (16, 20))
    times = 2 if Path(file).stem.endswith(_SHARP) else 1
    return Picture(file, width // times, height // times)

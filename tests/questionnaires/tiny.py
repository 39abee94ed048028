"""The smallest questionnaire, and variations of it made for one test each."""

from pathlib import Path

from osaamistase.questionnaires.questionnaire import Questionnaire, parse

FOLDER = Path(__file__).parent / "files"
INVALID = FOLDER / "invalid"
TEXT = (FOLDER / "tiny.toml").read_text(encoding="utf-8")


def tiny_with(*swaps: tuple[str, str]) -> bytes:
    """The tiny file's bytes with each piece of text, which stands there once, replaced."""
    text = TEXT
    for old, new in swaps:
        assert text.count(old) == 1, f"{old} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text.encode()


def numbered(version: int, questionnaire: str = "tiny", minutes: int = 2) -> bytes:
    return tiny_with(
        ("version = 1", f"version = {version}"),
        ('id = "tiny"', f'id = "{questionnaire}"'),
        ("minutes = 2", f"minutes = {minutes}"),
    )


def read(source: bytes) -> Questionnaire:
    questionnaire, findings = parse(source)
    assert questionnaire is not None, findings
    return questionnaire


def remade(questionnaire: Questionnaire, **changes: object) -> Questionnaire:
    """The questionnaire with other values; a plain model_copy would keep what was looked up in the old ones."""
    fields = {name: getattr(questionnaire, name) for name in Questionnaire.model_fields}
    return Questionnaire.model_validate({**fields, **changes})


TINY = read(TEXT.encode())  # current and target per competence, the rest per area
QUICK = read(TEXT.replace('asked = "competence"', 'asked = "area"').encode())  # everything per area

"""Throws spoilt files at `score` and `compare`: each is read, or refused in one line. Anything else is a fault.

python -m scripts.fuzz [--minutes 5] [--seed N]      the seed is printed; a fault leaves its file in build/
"""

import argparse
import json
import re
import secrets
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner

from osaamistase.cli.json_files import read_json
from osaamistase.cli.scoring import compare, score
from osaamistase.errors import BadFile
from osaamistase.questionnaires.files import load_shelf
from osaamistase.scoring.change import compare as compared
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.methods import scored
from osaamistase.scoring.scored import read_scored
from osaamistase.settings import ROOT
from scripts.rounds import answers_of

FILE = ROOT / "questionnaires" / "osaamistase-2.toml"
IDENTITY = {"id": "osaamistase", "version": 2, "sha256": ""}
WHOLE_COMMAND_EVERY = 25  # the rest go to the readers alone, which is where files are read
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null|[{}\[\]:,]')
ODD_VALUES = [
    *[b"null", b"true", b"-1", b"0", b"3", b"6", b"1.5", b"1e999", b"-1e-400", b"9" * 25, b"9" * 4300, b"{}", b"[]"],
    *[b'""', b'"\\u0000"', b'"\\ud83d\\ude00"', b'"' + b"x" * 500 + b'"', b'{"a": [' + b"[" * 400 + b"]" * 400 + b"]}"],
    *[b'"not_applicable"', b'"dont_know"', b'"likely"', b'"scored"', b'"yes"', b'"no"', b'"A"', b'"1"', b'"TYO-01"'],
    *[b'"2026-11-24"', b'"2026-02-30"', b'"5/3"', b'"1/99999999999999999999"', b'"AMM-X1"', b'"r1"', b'"staff"'],
]
ODD = [
    *[b"NaN", b"9" * 4301, b'"\\ud800"', b'"\xff"', b"[" * 2000, b'{"a":' * 1200, b"{", b"]", b",", b":"],
    *[b'"consensus"', b'"date"', b'"own"', b'"exact"', b'"TYO"', b'"current"', b'"reason"', b'"answers"'],
]


def sound_files() -> dict[str, list[bytes]]:
    """Valid files of both kinds: a full round, a small one with everything in it, and the sheets of both."""
    version = load_shelf(ROOT / "questionnaires").find("osaamistase", 2)
    assert version is not None
    chance = Random(1)
    full = answers_of(version.questionnaire, chance)
    small: dict[str, Any] = {
        "company": {"headcount": 3},
        "own": {"AMM-X1": "Hitsaus"},
        "respondents": [
            {"id": "r1", "main": True, "group": "staff", "ratings": {
                "AMM": {"importance": 5, "holders": 1, "leaving": "likely", "deputy": False},
                "AMM-X1": {"current": 2, "target": 4}, "AMM-01": {"current": "dont_know", "target": 3}}},
            {"id": "r2", "ratings": {"AMM": {"current": "not_applicable"}, "TYO-01": {"current": 1, "target": 0}}},
        ],
        "consensus": {"AMM-X1": {"current": 3, "reason": "puhuttu", "date": "2026-11-24"}},
    }  # fmt: skip
    sheets = [scored(version.questionnaire, one, IDENTITY) for one in (full, small)]
    sheets[1]["competences"] = sheets[1]["competences"][:6]
    return {
        "answers": [json.dumps(one).encode() for one in (full, small, small)],
        "sheets": [json.dumps(one, ensure_ascii=False).encode() for one in (*sheets, sheets[1])],
    }


def spoilt(content: bytes, others: list[bytes], chance: Random) -> bytes:
    """The file changed in one to four places: mostly a value put for another, else a token or a byte."""
    kind = chance.randrange(10)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(content) + 1)
        if kind == 0:
            content = content[:at] + chance.randbytes(chance.choice((1, 1, 3))) + content[at + chance.randrange(3) :]
        elif kind == 1:
            content = content[:at] + content[at - 200 : at] + content[at + chance.choice((0, 1, 200, 10**6)) :]
        else:
            content = _changed(content, others, chance, values=kind > 2)
    return content


def _changed(content: bytes, others: list[bytes], chance: Random, values: bool) -> bytes:
    """One token of the file, or one that is a value, put for another."""

    def parts(of: bytes) -> list[re.Match[bytes]]:
        found = TOKEN.finditer(of)
        return [
            one for one in found if not values or (one[0] not in b"{}[]:," and of[one.end() : one.end() + 1] != b":")
        ]

    here = parts(content)
    if not here:
        return chance.choice(ODD)
    at = chance.choice(here)
    new = [chance.choice(here)[0], chance.choice(parts(chance.choice(others)))[0], *chance.choices(ODD_VALUES, k=2)]
    new += [] if values else [b"", at[0] * 2, chance.choice(ODD)]
    return content[: at.start()] + chance.choice(new) + content[at.end() :]


def read_or_refused(kind: str, path: Path, other: Path, questionnaire: Any) -> str:
    """What the commands do, without starting them. Any exception but BadFile goes through."""
    try:
        document = read_json(path)
        if kind == "answers":
            made = scored(questionnaire, document, IDENTITY)
        else:
            sheet, sound = read_scored(document), read_scored(json.loads(other.read_bytes()))
            made = change_report(compared(sheet, sound)) | change_report(compared(sound, sheet))
    except BadFile as error:
        if len(str(error).splitlines()) != 1:
            raise AssertionError(f"not one line: {error!r}") from error
        return "refused as no file of ours" if error.where == "file" else "refused in a place"
    json.dumps(made, ensure_ascii=False, allow_nan=False).encode()
    return "read"


def commanded(kind: str, path: Path, other: Path) -> None:
    """The command itself: 0 and nothing on standard error, or 2, one line there, and nothing printed."""
    arguments = {
        "answers": (score, ["--questionnaire", str(FILE), "--answers", str(path)]),
        "sheets": (compare, ["--first", str(path), "--second", str(other)]),
    }
    done = CliRunner().invoke(*arguments[kind])
    refused = done.exit_code == 2 and done.stdout == "" and len(done.stderr.splitlines()) == 1
    if not refused and (done.exit_code, done.stderr) != (0, ""):
        raise AssertionError(f"exit {done.exit_code}: {done.stderr}") from done.exception


def main() -> None:
    """Run for the minutes asked and say how many files were tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.minutes:g} minutes")
    version = load_shelf(ROOT / "questionnaires").find("osaamistase", 2)
    assert version is not None
    sound, told, end = sound_files(), Counter[str](), time.monotonic() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "spoilt.json", Path(folder) / "sound.json"
        other.write_bytes(sound["sheets"][0])
        while time.monotonic() < end:
            number = told.total()
            chance = Random(f"{asked.seed}-{number}")
            kind = chance.choice(("answers", "sheets"))
            content = spoilt(chance.choice(sound[kind]), [*sound["answers"], *sound["sheets"]], chance)
            if number % 20 == 0:
                content = chance.randbytes(chance.randrange(300))
            path.write_bytes(content)
            try:
                told[f"{kind} {read_or_refused(kind, path, other, version.questionnaire)}"] += 1
                if number % WHOLE_COMMAND_EVERY == 0:
                    commanded(kind, path, other)
            except Exception:
                traceback.print_exc()
                kept = ROOT / "build" / f"fuzz-{kind}-{asked.seed}-{number}"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(content)
                sys.exit(f"file {number} was neither read nor refused; it is in {kept}")
    print(f"{told.total()} files tried, none but read or refused: {dict(sorted(told.items()))}")


if __name__ == "__main__":
    main()

"""The sentence beside each line of the sheet, made from the very figures it explains."""

from fractions import Fraction
from functools import lru_cache

from osaamistase.scoring.balance import Entry
from osaamistase.scoring.figures import decimal_text
from osaamistase.scoring.sheet import CompetenceLine

LANGUAGES = ("fi", "sv", "en")
_WORDS = {
    "fi": {
        "gap": "merkitys {w} × vaje {g} = {p} (nykytaso {n}, tavoite {t}; {who})",
        "surplus": "nykytaso {n} ylittää tavoitteen {t}: osaamista on {y} yli tarpeen ({who})",
        "level": "nykytaso {n} vastaa tavoitetta {t} ({who})",
        "unscored": "ei laskettu: vastaus puuttuu tai on ”en osaa sanoa”",
        "not_applicable": "ei koske yritystä",
        "one": "1 vastaaja",
        "many": "{count} vastaajaa",
        "agreed": "yhdessä sovittu",
        "yksimielinen": "yksimielinen",
        "melko": "melko yksimielinen",
        "samansuuntainen": "samansuuntainen",
        "erimielinen": "erimielinen",
    },
    "sv": {
        "gap": "betydelse {w} × gap {g} = {p} (nuvarande nivå {n}, mål {t}; {who})",
        "surplus": "nuvarande nivå {n} överstiger målet {t}: {y} mer kompetens än vad som behövs ({who})",
        "level": "nuvarande nivå {n} motsvarar målet {t} ({who})",
        "unscored": "inte räknad: svar saknas eller är ”kan inte säga”",
        "not_applicable": "gäller inte företaget",
        "one": "1 respondent",
        "many": "{count} respondenter",
        "agreed": "avtalat gemensamt",
        "yksimielinen": "eniga",
        "melko": "ganska eniga",
        "samansuuntainen": "i samma riktning",
        "erimielinen": "oeniga",
    },
    "en": {
        "gap": "importance {w} × gap {g} = {p} (current level {n}, target {t}; {who})",
        "surplus": "current level {n} exceeds the target {t}: {y} more than is needed ({who})",
        "level": "current level {n} meets the target {t} ({who})",
        "unscored": "not counted: an answer is missing or is “don't know”",
        "not_applicable": "does not concern the firm",
        "one": "1 respondent",
        "many": "{count} respondents",
        "agreed": "agreed together",
        "yksimielinen": "in agreement",
        "melko": "fairly in agreement",
        "samansuuntainen": "in the same direction",
        "erimielinen": "in disagreement",
    },
}


def explanation(line: CompetenceLine, language: str) -> str:
    """One sentence in fi, sv or en saying how the line's figure came about; never who said what."""
    found = line.levels
    if line.entry is None:
        return _WORDS[language]["unscored" if found.applicable else "not_applicable"]
    before, after = _around_who(line.entry, language)
    return f"{before}{_who(found.answers, found.agreement.label, found.agreed, language)}{after}"


@lru_cache(maxsize=16384)
def _around_who(entry: Entry, language: str) -> tuple[str, str]:
    """The sentence of a scored line before and after who answered."""
    kind = "gap" if entry.gap else "surplus" if entry.surplus else "level"

    def text(number: Fraction) -> str:
        return decimal_text(number, language)

    said = _WORDS[language][kind].format(
        w=_importance(entry.importance, language),
        g=text(entry.gap),
        p=text(entry.priority),
        n=text(entry.current),
        t=text(entry.target),
        y=text(entry.surplus),
        who="\0",
    )
    before, _, after = said.partition("\0")
    return before, after


def _importance(number: Fraction, language: str) -> str:
    return str(number.numerator) if number.denominator == 1 else decimal_text(number, language)


@lru_cache(maxsize=4096)
def _who(count: int, label: str | None, agreed: bool, language: str) -> str:
    words = _WORDS[language]
    answered = words["one"] if count == 1 else words["many"].format(count=count)
    parts = [answered] if count else []
    if label:
        parts.append(words[label])
    if agreed:
        parts.insert(0, words["agreed"])
    return ", ".join(parts)

"""The sentences beside the lines, word by word, in the three languages."""

import pytest

from osaamistase.scoring.explain import LANGUAGES, explanation
from osaamistase.scoring.sheet import Sheet, draw_up
from tests.scoring.build import DONT_KNOW, NOT_APPLICABLE, frame, line, of_people, one_answer, person, single


def agreed_on(level: int, *answers: int) -> Sheet:
    people = [person(one_answer("T-01", current, 4, 5)) for current in answers]
    return draw_up(frame({"T": ["T-01"]}), of_people(people, consensus={("T-01", "current"): level}))


SHEETS = {
    "a gap, one answer": single(2),
    "a gap, two near": single(2, 3),
    "a gap, two far": single(0, 3),
    "a gap, three alike": single(3, 3, 3),
    "a gap, three fairly alike": single(2, 3, 1),
    "a surplus": single(5),
    "just enough": single(4),
    "agreed": agreed_on(1, 3, 3),
    "not counted": single(DONT_KNOW),
    "not applicable": single(NOT_APPLICABLE),
}
READ = {
    "fi": {
        "a gap, one answer": "merkitys 5 × vaje 2,0 = 10,0 (nykytaso 2,0, tavoite 4,0; 1 vastaaja)",
        "a gap, two near": "merkitys 5 × vaje 1,5 = 7,5 (nykytaso 2,5, tavoite 4,0; 2 vastaajaa, samansuuntainen)",
        "a gap, two far": "merkitys 5 × vaje 2,5 = 12,5 (nykytaso 1,5, tavoite 4,0; 2 vastaajaa, erimielinen)",
        "a gap, three alike": "merkitys 5 × vaje 1,0 = 5,0 (nykytaso 3,0, tavoite 4,0; 3 vastaajaa, yksimielinen)",
        "a gap, three fairly alike": "merkitys 5 × vaje 2,0 = 10,0 (nykytaso 2,0, tavoite 4,0; 3 vastaajaa, melko yksimielinen)",
        "a surplus": "nykytaso 5,0 ylittää tavoitteen 4,0: osaamista on 1,0 yli tarpeen (1 vastaaja)",
        "just enough": "nykytaso 4,0 vastaa tavoitetta 4,0 (1 vastaaja)",
        "agreed": "merkitys 5 × vaje 3,0 = 15,0 (nykytaso 1,0, tavoite 4,0; yhdessä sovittu, 2 vastaajaa, samansuuntainen)",
        "not counted": "ei laskettu: vastaus puuttuu tai on ”en osaa sanoa”",
        "not applicable": "ei koske yritystä",
    },
    "sv": {
        "a gap, one answer": "betydelse 5 × gap 2,0 = 10,0 (nuvarande nivå 2,0, mål 4,0; 1 respondent)",
        "a gap, two near": "betydelse 5 × gap 1,5 = 7,5 (nuvarande nivå 2,5, mål 4,0; 2 respondenter, i samma riktning)",
        "a gap, two far": "betydelse 5 × gap 2,5 = 12,5 (nuvarande nivå 1,5, mål 4,0; 2 respondenter, oeniga)",
        "a gap, three alike": "betydelse 5 × gap 1,0 = 5,0 (nuvarande nivå 3,0, mål 4,0; 3 respondenter, eniga)",
        "a gap, three fairly alike": "betydelse 5 × gap 2,0 = 10,0 (nuvarande nivå 2,0, mål 4,0; 3 respondenter, ganska eniga)",
        "a surplus": "nuvarande nivå 5,0 överstiger målet 4,0: 1,0 mer kompetens än vad som behövs (1 respondent)",
        "just enough": "nuvarande nivå 4,0 motsvarar målet 4,0 (1 respondent)",
        "agreed": "betydelse 5 × gap 3,0 = 15,0 (nuvarande nivå 1,0, mål 4,0; avtalat gemensamt, 2 respondenter, i samma riktning)",
        "not counted": "inte räknad: svar saknas eller är ”kan inte säga”",
        "not applicable": "gäller inte företaget",
    },
    "en": {
        "a gap, one answer": "importance 5 × gap 2.0 = 10.0 (current level 2.0, target 4.0; 1 respondent)",
        "a gap, two near": "importance 5 × gap 1.5 = 7.5 (current level 2.5, target 4.0; 2 respondents, in the same direction)",
        "a gap, two far": "importance 5 × gap 2.5 = 12.5 (current level 1.5, target 4.0; 2 respondents, in disagreement)",
        "a gap, three alike": "importance 5 × gap 1.0 = 5.0 (current level 3.0, target 4.0; 3 respondents, in agreement)",
        "a gap, three fairly alike": "importance 5 × gap 2.0 = 10.0 (current level 2.0, target 4.0; 3 respondents, fairly in agreement)",
        "a surplus": "current level 5.0 exceeds the target 4.0: 1.0 more than is needed (1 respondent)",
        "just enough": "current level 4.0 meets the target 4.0 (1 respondent)",
        "agreed": "importance 5 × gap 3.0 = 15.0 (current level 1.0, target 4.0; agreed together, 2 respondents, in the same direction)",
        "not counted": "not counted: an answer is missing or is “don't know”",
        "not applicable": "does not concern the firm",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SHEETS)
def test_a_line_is_explained_in_these_very_words(kind: str, language: str) -> None:
    assert explanation(line(SHEETS[kind], "T-01"), language) == READ[language][kind]


def test_the_three_languages_are_these() -> None:
    assert LANGUAGES == ("fi", "sv", "en")


def test_an_importance_that_is_no_whole_number_is_read_to_one_decimal() -> None:
    people = [person(one_answer("T-01", 2, 4, importance)) for importance in (4, 5)]
    sheet = draw_up(frame({"T": ["T-01"]}), of_people(people))
    assert explanation(line(sheet, "T-01"), "fi").startswith("merkitys 4,5 × vaje 2,0 = 9,0 ")

"""The words a draft begins with, in the firm's language. The adviser edits them freely afterwards."""

_DO = {
    "talk": {
        "fi": "Keskustelkaa ensin: miksi arviot eroavat tai vastauksia puuttuu? Sopikaa sitten yhdessä, mitä tehdään.",
        "sv": "Diskutera först: varför skiljer sig bedömningarna eller saknas svar? Kom sedan överens om vad som görs.",
        "en": "Talk first: why do the ratings differ, or why are answers missing? Then agree on what to do.",
    },
    "service": {
        "fi": "Ota yhteyttä alla olevaan palveluun, sopikaa aikataulusta ja viekää opittu arkeen.",
        "sv": "Kontakta tjänsten nedan, kom överens om tidtabellen och ta det ni lärt er i bruk i vardagen.",
        "en": "Contact the service below, agree on a timetable and put what you learn to use in daily work.",
    },
    "nothing": {
        "fi": "Alueella ei juuri nyt ole tähän sopivaa palvelua. Miettikää yhdessä oma ratkaisu.",
        "sv": "I regionen finns just nu ingen tjänst som passar detta. Sök en egen lösning tillsammans.",
        "en": "The region has no fitting service for this right now. Work out a solution together.",
    },
}
_WHY = {
    "fi": "{kind}, joka auttaa kohdassa ”{competence}”",
    "sv": "{kind} som hjälper med ”{competence}”",
    "en": "{kind} that helps with “{competence}”",
}


_DEPUTY = {
    "fi": (
        "Varahenkilö: {area}",
        "Sopikaa varahenkilö, joka harjoittelee työn, tai kirjoittakaa tärkeimmistä tehtävistä lyhyt työohje.",
        "avainhenkilöriski {risk} (0–25), osaajia {holders}",
    ),
    "sv": (
        "Ersättare: {area}",
        "Kom överens om en ersättare som övar arbetet, eller skriv en kort arbetsanvisning om de viktigaste uppgifterna.",
        "nyckelpersonrisk {risk} (0–25), kunniga {holders}",
    ),
    "en": (
        "Deputy: {area}",
        "Agree on a deputy who practises the work, or write a short work instruction for the most important tasks.",
        "key-person risk {risk} (0–25), holders {holders}",
    ),
}


def deputy_words(area: str, holders: int, risk: float, language: str) -> tuple[str, str, str]:
    """Title, what to do and why, for an area that hangs on one or two people."""
    title, what, why = _DEPUTY[language]
    number = f"{risk:.1f}" if language == "en" else f"{risk:.1f}".replace(".", ",")
    return title.format(area=area), what, why.format(risk=number, holders=holders)


def what_to_do(check_first: bool, has_services: bool, language: str) -> str:
    """The first wording of an action."""
    if check_first:
        return _DO["talk"][language]
    return _DO["service" if has_services else "nothing"][language]


def why_this_service(kind_name: str, competence_name: str, language: str) -> str:
    """Why a service stands in the plan: what it is, and the very competence it was joined to."""
    sentence = _WHY[language].format(kind=kind_name, competence=competence_name)
    return sentence[0].upper() + sentence[1:]

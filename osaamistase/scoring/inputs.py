"""Reads the answers file of contract.md against what was asked. Every fault names its place."""

from contextlib import suppress
from datetime import date
from typing import Any

from osaamistase.errors import BadFile
from osaamistase.scoring.answers import Frame, Place, Respondent, RoundAnswers, State, Talk, Value
from osaamistase.scoring.shapes import is_int, short, short_key, table

_NUMBERS = {"current": (0, 5), "target": (0, 5), "importance": (1, 5), "holders": (0, 3)}
_LEAVING = {"no": 0, "unknown": 1, "likely": 2}
_STATES = {state.value: state for state in State}
RATINGS = ("current", "target", "importance", "holders", "leaving", "deputy")


def read_answers(document: Any, frame: Frame) -> RoundAnswers:
    """The round in an answers document. Raises BadFile naming the first faulty place."""
    root = table(document, "the file", {"company", "respondents", "consensus", "own"})
    company = table(root.get("company"), "company", {"headcount"})
    headcount = company.get("headcount")
    if not is_int(headcount) or headcount < 1:
        raise BadFile("company.headcount", f"must be a whole number from 1 up, not {short(headcount)}")
    people = root.get("respondents")
    if not isinstance(people, list):
        raise BadFile("respondents", "must be a list")
    respondents = tuple(_respondent(person, f"respondents[{at}]", frame) for at, person in enumerate(people))
    _refuse_doubles(people, respondents)
    consensus, talks = _consensus(root.get("consensus", {}), frame)
    return RoundAnswers(headcount, respondents, consensus, talks)


def _refuse_doubles(people: list[Any], respondents: tuple[Respondent, ...]) -> None:
    if sum(person.main for person in respondents) > 1:
        raise BadFile("respondents", "only one respondent may be main")
    seen: set[str] = set()
    for at, person in enumerate(people):
        if person.get("id") in seen:
            raise BadFile(f"respondents[{at}].id", f"{short(person['id'])} stands there twice")
        if "id" in person:
            seen.add(person["id"])


def _respondent(person: Any, where: str, frame: Frame) -> Respondent:
    about = table(person, where, {"id", "main", "group", "ratings"})
    if not isinstance(about.get("id", ""), str):
        raise BadFile(f"{where}.id", "must be a text")
    if not isinstance(about.get("main", False), bool):
        raise BadFile(f"{where}.main", "must be true or false")
    if about.get("group", "management") not in ("management", "staff"):
        raise BadFile(f"{where}.group", f'must be "management" or "staff", not {short(about["group"])}')
    ratings: dict[Place, Value] = {}
    for subject, said in table(about.get("ratings", {}), f"{where}.ratings").items():
        place = _place(subject, frame, f"{where}.ratings")
        for rating, value in table(said, place, RATINGS).items():
            _refuse_other_level(subject, rating, value, frame, place)
            ratings[(subject, rating)] = _value(rating, value, place)
    return Respondent(bool(about.get("main", False)), ratings, str(about.get("group", "management")))


def _consensus(document: Any, frame: Frame) -> tuple[dict[Place, int], dict[str, Talk]]:
    agreed: dict[Place, int] = {}
    talks: dict[str, Talk] = {}
    for subject, given in table(document, "consensus").items():
        place = _place(subject, frame, "consensus")
        said = table(given, place, {"current", "target", "importance", "reason", "date"})
        reason = said.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            raise BadFile(f"{place}.reason", "a consensus value needs a reason in words")
        talks[subject] = Talk(reason, _day(said.get("date", ""), f"{place}.date"))
        for rating in ("current", "target", "importance"):
            if rating in said:
                _refuse_other_level(subject, rating, said[rating], frame, place)
                value = _value(rating, said[rating], place)
                if not isinstance(value, int):
                    raise BadFile(f"{place}.{rating}", "a consensus value must be a number on the scale")
                agreed[(subject, rating)] = value
    return agreed, talks


def _day(value: Any, where: str) -> str:
    if value == "":
        return ""
    with suppress(TypeError, ValueError):
        if date.fromisoformat(value).isoformat() == value:  # the other ways of ISO 8601 to write a day are refused
            return str(value)
    raise BadFile(where, f"must be a day such as 2026-11-24, not {short(value)}")


def _place(subject: str, frame: Frame, where: str) -> str:
    if subject not in frame.level:
        raise BadFile(
            f"{where}.{short_key(subject)}", f"{short(subject)} is no area or competence of this questionnaire"
        )
    return f"{where}.{subject}"


def _refuse_other_level(subject: str, rating: str, value: Any, frame: Frame, place: str) -> None:
    level, asked = frame.level[subject], frame.asked[rating]
    if level == asked or (level == "area" and rating == "current" and value == State.NOT_APPLICABLE):
        return
    raise BadFile(f"{place}.{rating}", f"this questionnaire asks {rating} per {asked}, not per {level}")


def _value(rating: str, value: Any, place: str) -> Value:
    if isinstance(value, str):
        if value in _STATES:
            return _STATES[value]
        if rating == "leaving" and value in _LEAVING:
            return _LEAVING[value]
    elif isinstance(value, bool):
        if rating == "deputy":
            return int(value)
    elif isinstance(value, int) and rating in _NUMBERS:
        lowest, highest = _NUMBERS[rating]
        if lowest <= value <= highest:
            return value
    raise BadFile(f"{place}.{rating}", _what_may_stand(rating, value))


def _what_may_stand(rating: str, value: Any) -> str:
    if rating == "leaving":
        return f'must be "no", "unknown" or "likely", not {short(value)}'
    if rating == "deputy":
        return f"must be true or false, not {short(value)}"
    if isinstance(value, str):
        return f'{short(value)} is no state; the states are "not_applicable" and "dont_know"'
    lowest, highest = _NUMBERS[rating]
    return f"must be a whole number from {lowest} to {highest}, not {short(value)}"

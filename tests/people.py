"""The same few people in every test: a firm, another firm, an adviser, a colleague, a manager, an administrator."""

from dataclasses import dataclass

from argon2 import PasswordHasher

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.clock import now
from osaamistase.companies.models import Company
from osaamistase.companies.store import add_company
from osaamistase.questionnaires.files import load_shelf
from osaamistase.questionnaires.shelf import Shelf
from osaamistase.settings import ROOT
from osaamistase.survey.answering import Place
from osaamistase.survey.links import new_token, token_hash
from osaamistase.survey.models import Link, Round
from osaamistase.survey.store import add_link, add_round, list_respondents

PASSWORD = "oikea-sana-testeihin"
# Cheap on purpose: every test signs in, and what a real hash costs is the business of tests/accounts.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
SHELF = load_shelf(ROOT / "questionnaires")


@dataclass(frozen=True)
class Firm:
    """A firm with an open round and the link that opens it."""

    company_id: int
    round_id: int
    respondent_id: int
    link_id: int
    token: str

    def at(self, page: str = "") -> str:
        return f"/kysely/{self.token}{'/' + page if page else ''}"


@dataclass(frozen=True)
class People:
    adviser_id: int
    firm: Firm
    other_firm: Firm
    adviser_email: str = "neuvoja@testi.example"
    colleague_email: str = "toinen@testi.example"
    manager_email: str = "johto@testi.example"
    administrator_email: str = "yllapito@testi.example"


def make_people() -> People:
    """Inside a transaction of the caller's."""
    adviser = _user(People.adviser_email, "adviser")
    _user(People.colleague_email, "adviser")
    _user(People.manager_email, "manager")
    _user(People.administrator_email, "administrator")
    firm = make_firm(adviser.id, "9000001-1", "Testileipomo Oy", "pikakartoitus")
    return People(adviser.id, firm, make_firm(adviser.id, "9000018-5", "Toinen Testi Oy", "pikakartoitus"))


def _user(email: str, role: str) -> User:
    return add_user(User(email=email, name=f"Testi {role}", role=role, password_hash=_HASH, created_at=now()))


def make_firm(
    adviser_id: int,
    business_id: str,
    name: str,
    questionnaire: str,
    headcount: int = 4,
    language: str = "fi",
    shelf: Shelf = SHELF,
) -> Firm:
    company = add_company(
        Company(
            business_id=business_id, name=name, industry_scheme="TOL 2025", industry_code="10.71", industry_section="C",
            headcount=headcount, municipality="Kouvola", contact_name="Testi Yrittäjä", contact_email="y@testi.example",
            language=language, adviser_id=adviser_id, created_at=now(),
        )
    )  # fmt: skip
    version = shelf.find(questionnaire, 1)
    assert version is not None
    round_ = add_round(
        Round(
            company_id=company.id, questionnaire_id=questionnaire, questionnaire_version=1,
            questionnaire_sha256=version.sha256, opened_at=now(), opened_by_id=adviser_id,
        )
    )  # fmt: skip
    respondent = list_respondents(round_.id)[0]
    token = new_token()
    link = add_link(
        Link(
            respondent_id=respondent.id, token_sha256=token_hash(token), created_at=now(), created_by_id=adviser_id,
            expires_at=now().replace(year=now().year + 1),
        )
    )  # fmt: skip
    return Firm(company.id, round_.id, respondent.id, link.id, token)


def quick_answers(current: int = 2, target: int = 4, importance: int = 4) -> dict[Place, str]:
    """The quick questionnaire answered whole: every area alike."""
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    return {
        Place(area.id, rating): value
        for area in version.questionnaire.areas
        for rating, value in (
            ("importance", str(importance)), ("current", str(current)), ("target", str(target)),
            ("holders", "1"), ("leaving", "unknown"), ("deputy", "no"),
        )
    }  # fmt: skip

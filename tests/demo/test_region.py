"""A made-up region is the same for the same seed, plainly made up, and never among real firms."""

from flask import Flask
from sqlalchemy import func, select
from stdnum.fi import ytunnus

from osaamistase.companies.industry import section
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.demo.fill import fill
from osaamistase.demo.world import TRADES, business_ids, firms
from osaamistase.effects.models import ServiceUse
from osaamistase.results.models import StoredSheet
from tests.editions.region import take_in
from tests.people import People


def test_the_same_seed_makes_the_same_firms_and_another_makes_others() -> None:
    assert list(firms(40, 1, 6)) == list(firms(40, 1, 6))
    assert list(firms(40, 1, 6)) != list(firms(40, 2, 6))


def test_firms_are_about_as_they_are_in_a_region() -> None:
    many = list(firms(2000, 1, 6))
    micro = sum(one.headcount < 10 for one in many)
    assert 0.5 < micro / 2000 < 0.75
    assert 0.5 < sum(one.municipality == "Kouvola" for one in many) / 2000 < 0.65
    assert all(section("TOL 2025", code) for code, _share in TRADES)
    assert max(len(one.answers_on) for one in many) == 3
    assert all(one.answers_on == tuple(sorted(one.answers_on, reverse=True)) for one in many)


def test_business_ids_are_valid_and_never_come_twice() -> None:
    numbers = business_ids()
    found = [next(numbers) for _ in range(3000)]
    assert len(set(found)) == 3000
    assert all(ytunnus.is_valid(one) for one in found)


def test_the_command_writes_marked_firms_once_and_the_figures_say_so(app: Flask, people: People) -> None:
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["demo-region", "--firms", "7"])
    assert refused.exit_code == 2
    assert "real firms" in refused.output
    with app.app_context(), transaction():
        db.session.query(Company).update({"made_up": True})
    done = runner.invoke(args=["demo-region", "--firms", "7"])
    assert done.exit_code == 0, done.output
    assert "7 made-up firms" in done.output
    with app.app_context():
        names = db.session.scalars(select(Company.name).where(Company.name.startswith("Esimerkki "))).all()
        assert len(names) == 7
        assert db.session.scalar(select(func.count(StoredSheet.id))) >= 7
        assert db.session.scalar(select(func.count()).where(Company.made_up.is_(False))) == 0
    again = runner.invoke(args=["demo-region", "--firms", "7"])
    assert again.exit_code == 2
    assert "there already" in again.output


def test_the_demonstration_has_a_region_of_its_own_where_it_is_asked_for(app: Flask) -> None:
    with app.app_context():
        fill(5)
        names = db.session.scalars(select(Company.name).where(Company.made_up)).all()
        fill(5)  # a second start adds nothing
        again = db.session.scalar(select(func.count(Company.id)))
    assert len([one for one in names if one.startswith("Esimerkki 000")]) == 5
    assert len(names) == again == 13


def test_some_that_answered_again_used_a_service_in_between(app: Flask, people: People) -> None:
    with app.app_context(), transaction():
        db.session.query(Company).update({"made_up": True})
    app.test_cli_runner().invoke(args=["demo-region", "--firms", "30"], catch_exceptions=False)
    take_in(app)
    with app.app_context():
        assert db.session.scalar(select(func.count(ServiceUse.id))) > 0

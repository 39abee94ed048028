"""Where something was done reads as an address."""

import pytest

from osaamistase.audit.places import place_of


@pytest.mark.parametrize(
    ("rule", "about", "told"),
    [
        ("/yritykset/<int:company_id>", {"company_id": 7}, "/yritykset/7"),
        ("/palvelut/<service_id>", {}, "/palvelut/…"),
        ("/kyselyt/<questionnaire_id>/<int:old>-<int:new>", {"old": 1, "new": 2}, "/kyselyt/…/1-2"),
        ("/kyselyt/luonnokset/<string(length=64):sha256>", {}, "/kyselyt/luonnokset/…"),
        ("/tanaan", {"company_id": 7}, "/tanaan"),
    ],
)
def test_numbers_stand_in_it_and_names_do_not(rule: str, about: dict[str, object], told: str) -> None:
    assert place_of(rule, about) == told

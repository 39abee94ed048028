"""The rules of drafting as data: the draft goes by them, and the page "Näin luonnos syntyy" shows them."""

from osaamistase.scoring.methods import NEWEST

FEWEST, MOST = NEWEST.draft_fewest, NEWEST.draft_most  # actions for gaps: method.md section 4
SERVICES_MOST = 3
MONTHS = {"kiireellinen": 3, "tarkea": 6, "seurattava": 12}  # to the deadline, by the gap's class
KEY_PERSONS_MOST = 2  # areas that hang on one or two people, after the gaps
KEY_PERSON_MONTHS = {"kriittinen": 3, "merkittava": 6}
TALK = "advice"  # the kind of service that is offered where a talk comes first
KIND_OF_SERVICE = {"training": "koulutus", "advice": "neuvonta", "recruitment": "rekrytointi", "project": "valmennus"}
# Why a service that serves the competence is not offered, in the order in which they are asked.
PASSED_OVER = ("not_for_firms", "ended", "ends_before", "elsewhere", "too_large", "talk_first", "enough")

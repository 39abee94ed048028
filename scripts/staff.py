"""Advisers and managers under load: they sign in, look about, and ask for prints and files."""

from abc import abstractmethod
from itertools import count

from scripts.stage import ADVISERS, MANAGER, PASSWORD, Stage
from scripts.visitors import TRIES, Visitor, token_of

SEARCHES = ("Esimerkki", "kuorma", "Oy")
REGION_PAGES = ("/alue", "/alue/tarpeet", "/alue/palvelut", "/alue/osaaminen/DIG", "/alue/tiedostot", "/valmennukset")
KINDS_OF_PRINT = ("", "/suunnitelma", "/seinalista", "/liite")


class SignedIn(Visitor):
    """Someone with a password."""

    email, signed_in = "", False

    def sign_in(self) -> None:
        side, self.side = self.side, "service"
        for _ in range(TRIES):
            page = self.timed("sign-in page", lambda: self.asking.ask("GET", "/kirjaudu", None, self.headers))[1]
            form = {"csrf_token": token_of(page), "email": self.email, "password": PASSWORD}
            if self.post("sign in", "/kirjaudu", form):
                self.signed_in = True
                break
        self.side = side

    def step(self) -> None:
        if not self.signed_in:
            self.sign_in()
        self.look()

    @abstractmethod
    def look(self) -> None:
        """One thing done by who is signed in."""


class Adviser(SignedIn):
    """The start page, a search, firms, plans; every `print_every`-th thing is a plan's print, of 0 none."""

    def __init__(self, stage: Stage, number: int, bare_port: int | None = None, print_every: int = 24) -> None:
        super().__init__(stage, number, bare_port)
        self.email = ADVISERS[number % len(ADVISERS)]
        self._turn, self._print_every = count(number * 5), print_every

    def look(self) -> None:
        turn = next(self._turn)
        prints, turn = bool(self._print_every) and turn % self._print_every == self._print_every - 1, turn % 12
        plan, version = self.random.choice(self.stage.revisions)
        if prints:
            kind, language = self.random.choice(KINDS_OF_PRINT), self.random.choice(("fi", "sv", "en"))
            self.print_("print of a plan", f"/suunnitelmat/{plan}/versiot/{version}{kind}.pdf?kieli={language}")
        elif turn in (0, 6):
            self.page("start page", "/tanaan")
        elif turn == 1:
            self.page("search", f"/yritykset?haku={self.random.choice(SEARCHES)}")
        elif turn in (2, 4, 8, 10):
            self.page("a firm's page", f"/yritykset/{self.random.choice(self.stage.companies)}")
        else:
            self.page("plan", f"/suunnitelmat/{plan}")


class Manager(SignedIn):
    """The region's pages, and now and then a file."""

    email = MANAGER

    def __init__(self, stage: Stage, number: int, bare_port: int | None = None) -> None:
        super().__init__(stage, number, bare_port)
        self._turn = count(number)

    def look(self) -> None:
        turn = next(self._turn) % (len(REGION_PAGES) + 1)
        if turn == len(REGION_PAGES):
            self.page("region as a file", "/alue/luvut.csv")
        else:
            self.page("region", REGION_PAGES[turn])

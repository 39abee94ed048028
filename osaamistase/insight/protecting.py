"""How the figures are kept from giving a firm away, in plain words: for the page and for every file."""

from flask_babel import gettext as _

from osaamistase.disclosure.coding import MANY


def protection_words(k: int) -> list[str]:
    """One rule a sentence or two."""
    return [
        _("Luvun takana on aina vähintään %(k)s yritystä. Muuten lukee ”ei näytetä”. Jos luokassa ei ole yhtään yritystä, lukee ”ei yrityksiä”.", k=k),  # noqa: E501
        _("Joskus isompikin luku jätetään näyttämättä, jotta pientä ei voi laskea vähentämällä. Näitä kahta ei erota toisistaan."),  # noqa: E501
        _("Luvut lasketaan neljännesvuosittain. Luku vaihtuu vasta, kun vähintään %(k)s yritystä on tullut, lähtenyt tai vastannut uudelleen. Siihen asti näkyy vanha luku ja sen neljännes.", k=k),  # noqa: E501
        _("Keskiarvot pyöristetään tason kymmenykseen ja ääripäät kerrotaan sanalla: ”alle” tai ”yli”. Osuudet pyöristetään 10 prosenttiin, tai 5 prosenttiin kun yrityksiä on vähintään %(many)s. Kaksi tai harvempi on ”alle 3 yritystä”, kaikki paitsi enintään kaksi on ”lähes kaikki”.", many=MANY),  # noqa: E501
        _("Pienimpiä, suurimpia tai yksittäisiä arvoja ei näytetä koskaan."),
        _("Taulukot ovat kaikille samat: toimiala ja koko, kunta ja koko. Vapaita rajauksia ei ole."),
        _("Ennen kuin uusi neljännes näytetään, palvelu yrittää itse laskea yritysten arvoja kaikesta näytetystä. Luku, joka auttaisi siinä liikaa, jätetään näyttämättä."),  # noqa: E501
    ]  # fmt: skip


def effect_words() -> str:
    """What the share of firms whose level rose says, and what it does not."""
    told = [
        _("Mukana on yritys, joka käytti palvelua ja vastasi sen jälkeen uudelleen."),
        _("Taso nousi selvästi, kun se nousi palveluun liittyvissä osaamisissa enemmän kuin sattuma selittäisi: puoli tasoa, kun vastaajia oli kummallakin kerralla vähintään kolme, muuten kokonaisen tason."),  # noqa: E501
        _("Taso voi muuttua monesta syystä: tämä ei kerro, mistä muutos johtuu."),
    ]  # fmt: skip
    return " ".join(told)

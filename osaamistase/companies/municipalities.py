"""Municipalities offered first in the register's form: Kymenlaakso and its neighbours. Any other may be typed."""

NEARBY = (
    "Hamina", "Heinola", "Iitti", "Kotka", "Kouvola", "Lahti", "Lapinjärvi", "Lappeenranta", "Lemi", "Loviisa",
    "Luumäki", "Miehikkälä", "Mäntyharju", "Orimattila", "Pyhtää", "Savitaipale", "Virolahti",
)  # fmt: skip

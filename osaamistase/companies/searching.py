"""What someone typed into the search for a firm, as the register can be asked for it. Values only."""

import re
import unicodedata
from dataclasses import dataclass

_BUSINESS_ID = re.compile(r"(?:fi)?(\d{1,7})-?(\d?)")


@dataclass(frozen=True)
class Wanted:
    """`name` is folded as names are kept beside the register's; `business_id` is a Y-tunnus or its beginning, or ""."""

    name: str
    business_id: str

    @property
    def one_firm(self) -> bool:
        """Whether a whole Y-tunnus was typed: it can be of one firm only."""
        return len(self.business_id) == 9


def folded(text: str) -> str:
    """A name as it is compared: no capitals, one space between words, ä one letter however it was typed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def wanted(text: str) -> Wanted:
    """What `text` asks for: "1234567 1", "12345671" and "FI12345671" all ask for 1234567-1."""
    name = folded(text)
    found = _BUSINESS_ID.fullmatch(re.sub(r"[\s\u2010-\u2015]+", lambda gap: "" if gap[0].isspace() else "-", name))
    if found is None:
        return Wanted(name, "")
    number, check = found.groups()
    return Wanted(name, f"{number}-{check}" if len(number) == 7 and check else number)


def pattern(text: str) -> str:
    """`text` for LIKE with the escape sign \\, standing for itself and nothing else."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

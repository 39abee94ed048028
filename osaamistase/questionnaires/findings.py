"""What a check of a file has to say: where, by which rule, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of a check. A warning is worth reading and stops nothing."""

    where: str
    rule: str
    what: str
    warning: bool = False

    def line(self, file: str) -> str:
        """`FILE: where: RULE: what and how to mend it`, as contract.md has it."""
        return " ".join(f"{file}: {self.where}: {self.rule}: {self.what}".split())

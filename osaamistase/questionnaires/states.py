"""The two spoken non-answers, and where each may stand beside the numbers (method.md section 1)."""

NOT_APPLICABLE = "not_applicable"
DONT_KNOW = "dont_know"

STATES: dict[str, tuple[str, ...]] = {
    "current": (DONT_KNOW, NOT_APPLICABLE),
    "target": (DONT_KNOW,),
    "importance": (DONT_KNOW,),
    "holders": (DONT_KNOW,),
    "leaving": (),
    "deputy": (),
}

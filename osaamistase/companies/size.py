"""Size classes by headcount, the entrepreneur included (EU recommendation 2003/361/EC, by headcount alone)."""

CLASSES = ("mikro", "pieni", "keski", "suuri")


def size_class(headcount: int) -> str:
    """mikro 1–9, pieni 10–49, keski 50–249, suuri 250 and more people."""
    for word, below in zip(CLASSES, (10, 50, 250), strict=False):
        if headcount < below:
            return word
    return "suuri"

"""The smallest catalogue: one service, and the same text with pieces replaced."""

TEXT = """
format = 1
kinds = [{ id = "advice", name = { fi = "neuvonta", sv = "rådgivning", en = "advice" } }]
providers = [{ id = "kinno", name = "Kinno", full_name = "Kinno Oy" }]

[[services]]
id = "apu"
name = { fi = "Apu", sv = "Hjälp", en = "Help" }
description = { fi = "Apua.", sv = "Hjälp.", en = "Help." }
providers = ["kinno"]
kind = "advice"
offered_to = "firms"
competences = ["REK-01", "REK-00"]
valid_until = 2027-01-31
owner = "kinno"
source = "testi"
checked_on = 2026-11-24
relevance = "primary"
"""
SERVICE = TEXT[TEXT.index("[[services]]") :]


def tiny_with(*swaps: tuple[str, str]) -> bytes:
    """The tiny catalogue with each piece of text, which stands there once, replaced."""
    text = TEXT
    for old, new in swaps:
        assert text.count(old) == 1, f"{old} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text.encode()

"""The nightly run that lets go of what is over, as kept.toml says, inside the caller's transaction."""

from datetime import datetime, timedelta

from osaamistase.audit.steps import let_go_of_trace
from osaamistase.privacy import store
from osaamistase.privacy.kept import all_kept

SWEEPS = {**store.SWEEPS, "trace": let_go_of_trace}


def let_go(at: datetime, *, really: bool) -> dict[str, int]:
    """By kind, how many rows went; with `really` False: how many would go, and nothing does."""
    return {one.id: SWEEPS[one.sweep](at - timedelta(days=one.days), really=really) for one in all_kept() if one.sweep}

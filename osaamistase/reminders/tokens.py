"""The signed word in a reminder's link: it names an action and can be made by nobody else."""

import hashlib
import hmac


def stop_token(secret: str | bytes | None, action_id: int) -> str:
    """`<action>-<signature>`: good for as long as the service keeps its secret."""
    return f"{action_id}-{_signature(secret, action_id)}"


def action_of(secret: str | bytes | None, token: str) -> int | None:
    """The action a token names, or None where it is not one of ours."""
    number, _, signature = token.partition("-")
    if not number.isdecimal() or len(number) > 9:
        return None
    return int(number) if hmac.compare_digest(signature, _signature(secret, int(number))) else None


def _signature(secret: str | bytes | None, action_id: int) -> str:
    key = secret if isinstance(secret, bytes) else (secret or "").encode()
    if not key:
        raise ValueError("no secret to sign with")
    return hmac.new(key, f"stop-reminders-{action_id}".encode(), hashlib.sha256).hexdigest()[:40]

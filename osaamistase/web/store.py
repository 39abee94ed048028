"""Load and save printed documents."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from osaamistase.database import db, upsert
from osaamistase.web.models import Document


def find_document(subject: str, language: str) -> bytes | None:
    """The stored bytes of a print, or None where it has not been printed yet."""
    return db.session.scalar(select(Document.content).where(Document.subject == subject, Document.language == language))


def add_document(subject: str, language: str, content: bytes, at: datetime) -> bytes:
    """Keep a print. Where another request printed it first, the first one's bytes come back."""
    values = {
        "subject": subject, "language": language, "content": content,
        "sha256": hashlib.sha256(content).hexdigest(), "made_at": at,
    }  # fmt: skip
    insert = upsert(Document, db.engine.dialect.name).values(values)
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["subject", "language"]))
    kept = find_document(subject, language)
    assert kept is not None
    return kept

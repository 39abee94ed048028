"""Load and save people, where they are signed in, their links, codes and keys."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, delete, func, select, update

from osaamistase.accounts.models import ApiToken, PasswordLink, PasswordRequest, RecoveryCode, SignedIn, User
from osaamistase.database import db, write_aside
from osaamistase.errors import NotFound


def find_user(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def find_user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def add_user(user: User) -> User:
    db.session.add(user)
    db.session.flush()
    return user


def list_users() -> Sequence[User]:
    """Everybody who signs in or once did, those who may first."""
    return db.session.scalars(select(User).order_by(User.ended_at.is_not(None), User.name, User.id)).all()


def get_user(user_id: int, *, for_writing: bool = False) -> User:
    """Raises NotFound. `for_writing`: held, so that no other changes the same person at the same time."""
    query = select(User).where(User.id == user_id)
    found = db.session.scalar(
        query.with_for_update().execution_options(populate_existing=True) if for_writing else query
    )
    if found is None:
        raise NotFound("user")
    return found


def find_user_by_subject(subject: str) -> User | None:
    return db.session.scalar(select(User).where(User.subject == subject))


def list_administrators() -> Sequence[int]:
    """Who may sign in as administrator, held until the end of the transaction."""
    those = select(User.id).where(User.role == "administrator", User.ended_at.is_(None)).order_by(User.id)
    return db.session.scalars(those.with_for_update()).all()


def add_session(new: SignedIn) -> SignedIn:
    db.session.add(new)
    db.session.flush()
    return new


def find_session(user_id: int, secret_sha256: str) -> Row[User, SignedIn] | None:
    """The person and the browser that holds that secret."""
    query = select(User, SignedIn).join(SignedIn, SignedIn.user_id == User.id)
    return db.session.execute(query.where(User.id == user_id, SignedIn.secret_sha256 == secret_sha256)).one_or_none()


def list_sessions(user_id: int) -> Sequence[SignedIn]:
    """Where a person is signed in or was, the last seen first; of very many, the newest."""
    mine = select(SignedIn).where(SignedIn.user_id == user_id)
    return db.session.scalars(mine.order_by(SignedIn.ended_at.is_not(None), SignedIn.seen_at.desc()).limit(30)).all()


def save_session_seen(session_id: int, at: datetime) -> bool:
    """Kept aside: nobody waits for it."""
    return write_aside(update(SignedIn).where(SignedIn.id == session_id).values(seen_at=at))


def save_sessions_ended(user_id: int, at: datetime, *, but: int | None = None, only: int | None = None) -> int:
    """End where a person is signed in: everywhere, everywhere `but` one, or in one `only`; how many ended."""
    theirs = update(SignedIn).where(SignedIn.user_id == user_id, SignedIn.ended_at.is_(None))
    if but is not None:
        theirs = theirs.where(SignedIn.id != but)
    if only is not None:
        theirs = theirs.where(SignedIn.id == only)
    done = db.session.execute(theirs.values(ended_at=at).execution_options(synchronize_session=False))
    return int(getattr(done, "rowcount", 0))


def find_last_seen() -> dict[int, datetime]:
    """When each person was last seen."""
    return dict(
        db.session.execute(select(SignedIn.user_id, func.max(SignedIn.seen_at)).group_by(SignedIn.user_id)).all()
    )


def add_password_link(link: PasswordLink) -> PasswordLink:
    db.session.add(link)
    db.session.flush()
    return link


def find_password_link(token_sha256: str, *, for_writing: bool = False) -> Row[PasswordLink, User] | None:
    query = select(PasswordLink, User).join(User, User.id == PasswordLink.user_id)
    query = query.where(PasswordLink.token_sha256 == token_sha256)
    return db.session.execute(query.with_for_update() if for_writing else query).one_or_none()


def save_links_used(user_id: int, at: datetime) -> None:
    """Every link to set that person's password opens nothing any more."""
    theirs = update(PasswordLink).where(PasswordLink.user_id == user_id, PasswordLink.used_at.is_(None))
    db.session.execute(theirs.values(used_at=at).execution_options(synchronize_session=False))


def add_password_request(request: PasswordRequest) -> None:
    db.session.add(request)
    db.session.flush()


def find_password_request(*, for_writing: bool = False) -> PasswordRequest | None:
    """The one that waits longest. `for_writing`: held by this caller alone; others find the next."""
    query = select(PasswordRequest).order_by(PasswordRequest.id).limit(1)
    return db.session.scalar(query.with_for_update(skip_locked=True) if for_writing else query)


def remove_password_request(request: PasswordRequest) -> None:
    db.session.delete(request)
    db.session.flush()


def save_recovery_codes(user_id: int, hashes: Sequence[str]) -> None:
    """These codes and no others; none: all are gone."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    db.session.add_all(RecoveryCode(user_id=user_id, code_sha256=one) for one in hashes)
    db.session.flush()


def save_code_used(user_id: int, code_sha256: str, at: datetime) -> bool:
    """Whether it was one of the person's codes, not used before."""
    theirs = update(RecoveryCode).where(RecoveryCode.user_id == user_id, RecoveryCode.code_sha256 == code_sha256)
    done = db.session.execute(theirs.where(RecoveryCode.used_at.is_(None)).values(used_at=at))
    return getattr(done, "rowcount", 0) == 1


def find_codes_left(user_id: int) -> int:
    left = (RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(select(func.count(RecoveryCode.id)).where(*left)) or 0


def list_tokens(user_id: int, at: datetime) -> Sequence[ApiToken]:
    """A person's keys: those that live first, each kind newest first; of very many, the newest."""
    over = ApiToken.ended_at.is_not(None) | (ApiToken.expires_at <= at)
    mine = select(ApiToken).where(ApiToken.user_id == user_id)
    return db.session.scalars(mine.order_by(over, ApiToken.id.desc()).limit(50)).all()


def get_token(token_id: int, user_id: int) -> ApiToken:
    """A person's own key. Raises NotFound, for another's too."""
    found = db.session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user_id))
    if found is None:
        raise NotFound("key")
    return found


def find_token(sha256: str) -> Row[ApiToken, User] | None:
    """The key with that hash, and whose it is."""
    query = select(ApiToken, User).join(User, User.id == ApiToken.user_id)
    return db.session.execute(query.where(ApiToken.token_sha256 == sha256)).one_or_none()


def find_living_count(user_id: int, at: datetime) -> int:
    """How many of a person's keys live; the person's row is held, so that no other counts at the same time."""
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update())
    living = (ApiToken.user_id == user_id, ApiToken.ended_at.is_(None), ApiToken.expires_at > at)
    return db.session.scalar(select(func.count(ApiToken.id)).where(*living)) or 0


def add_token(token: ApiToken) -> ApiToken:
    db.session.add(token)
    db.session.flush()
    return token


def save_token_used(token_id: int, day: date) -> bool:
    """Whether it was kept that the key was used that day. It is kept aside: nobody waits for it."""
    return write_aside(update(ApiToken).where(ApiToken.id == token_id).values(last_used_on=day))

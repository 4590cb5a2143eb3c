"""Agents sign in: argon2id, sessions on the server, and throttling that does not lock the victim out.

Failed tries are counted per address and account, and per address. A browser that once signed in carries a signed
mark; with it, tries from elsewhere do not slow its owner down.
"""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeSerializer

from chat_server.domain.errors import InvalidInput, Unauthenticated
from chat_server.log import log
from chat_server.storage import people, sessions
from chat_server.storage.database import Database
from chat_server.storage.sessions import Session, hash_secret

from .services import Services

DAY_MS = 86_400_000
SESSION_COOKIE = "warmline_session"
MIN_PASSWORD = 10
REFUSED = "expected the e-mail address and password of an agent; these do not belong together"

_hasher = PasswordHasher()
# Each check takes 64 MiB and a processor: a crowd that guesses waits here, and nothing else waits with it.
_verifiers = ThreadPoolExecutor(2, "password")


@cache
def _nobodys_hash() -> str:
    """What a password is checked against when there is no such agent, so that both take as long."""
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash of a new password.

    Raises:
        InvalidInput: shorter than ten characters.
    """
    if len(password) < MIN_PASSWORD:
        raise InvalidInput(f"expected a password of at least {MIN_PASSWORD} characters; got {len(password)}")
    return _hasher.hash(password)


class SignedIn:
    """A fresh sign-in: the secret for the session's cookie and the mark for the browser's."""

    def __init__(self, secret: str, session: Session, browser_mark: str) -> None:
        self.secret = secret
        self.session = session
        self.browser_mark = browser_mark


async def sign_in(services: Services, email: str, password: str, address: str, browser_mark: str | None) -> SignedIn:
    """Check a password and open a session. Wrong address and wrong password look alike, also in time.

    Raises:
        Unauthenticated: no agent with this address and password.
        TooMany: too many failed tries.
    """
    email = email.strip().lower()
    now = services.clock.now_ms()
    marks = URLSafeSerializer(services.store.secret, salt="known-browser")
    is_known = _is_marked(marks, browser_mark, email)
    services.throttle.attempt(email, address, is_known, now)
    found = await people.fetch_password_hash(services.store.reader(), email)
    known_hash = found[1] if found else None
    is_right = await asyncio.get_running_loop().run_in_executor(_verifiers, _verify, known_hash, password)
    if found is None or not is_right:
        log.warning("sign_in_refused", address=address, is_known_browser=is_known)
        raise Unauthenticated(REFUSED)
    services.throttle.succeeded(email, address, is_known, now)
    secret = secrets.token_urlsafe(32)
    lifetime = services.settings.session_days * DAY_MS
    session = Session(hash_secret(secret), found[0], secrets.token_urlsafe(24), now + lifetime, now)
    await services.store.writer.run(lambda db: _store(db, session, now, email, known_hash, password))
    log.info("signed_in", agent=found[0])
    return SignedIn(secret, session, str(marks.dumps(email)))


async def _store(db: Database, session: Session, now: int, email: str, checked_hash: str | None, password: str) -> None:
    """The account may have got another password, or have been switched off, while this one was checked."""
    found = await people.fetch_password_hash(db, email)
    if found is None or (found[1] != checked_hash and not _verify(found[1], password)):
        raise Unauthenticated(REFUSED)
    await sessions.add_session(db, session, now)
    if _hasher.check_needs_rehash(found[1]):
        await people.set_password_hash(db, session.agent, _hasher.hash(password))


async def session_for(services: Services, secret: str | None) -> Session | None:
    """The session that a cookie's secret opens, renewed once a day; None when there is none."""
    return await _session_of(services, hash_secret(secret)) if secret else None


async def _session_of(services: Services, session_hash: str) -> Session | None:
    now = services.clock.now_ms()
    session = await sessions.fetch_session(services.store.reader(), session_hash, now)
    if session is not None and now - session.last_seen_at > DAY_MS:
        expires_at = now + services.settings.session_days * DAY_MS
        await services.store.writer.run(lambda db: sessions.renew_session(db, session.hash, now, expires_at))
    return session


async def sign_out(services: Services, session: Session) -> None:
    """End a session, and with it every console that it opened."""
    await services.store.writer.run(lambda db: sessions.end_session(db, session.hash))
    services.consoles.end(session.hash)
    log.info("signed_out", agent=session.agent)


async def end_stale_consoles(services: Services) -> None:
    """Close the consoles whose session expired or was ended elsewhere, and those of agents who left.

    An open console is somebody at work: its session is renewed by this look as it is by a request.
    """
    directory = await services.directory.fresh()
    for session_hash in services.consoles.sessions():
        session = await _session_of(services, session_hash)
        if session is None or session.agent not in directory.agents:
            services.consoles.end(session_hash)


def _verify(password_hash: str | None, password: str) -> bool:
    try:
        return _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False


def _is_marked(marks: URLSafeSerializer, mark: str | None, email: str) -> bool:
    try:
        return mark is not None and marks.loads(mark) == email
    except BadSignature:
        return False

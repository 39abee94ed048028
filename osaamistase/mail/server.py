"""Hands finished mails to an SMTP server. Says of each that did not go why, without repeating the server's words."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage

from osaamistase.neighbours import MailSettings

TIMEOUT = 10  # seconds for each word of the conversation

# The first that fits.
_REASONS = (
    (smtplib.SMTPAuthenticationError, "login"),
    (smtplib.SMTPSenderRefused, "sender"),
    (smtplib.SMTPResponseException, "server"),
    (smtplib.SMTPNotSupportedError, "unsupported"),  # no STARTTLS or no login where the settings ask for it
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "tls"),
    (TimeoutError, "timeout"),
)


@dataclass(frozen=True)
class Failure:
    """Why a mail did not go: a short code, with the server's three digits where it said any ("recipient 550")."""

    reason: str
    permanent: bool = False


class Line:
    """One connection for a batch of letters, opened with the first and ended with the block.

    A server that hangs up is called again for the next letter; one that cannot be reached, or will not have us, is not
    called again: the rest fail for the same reason.
    """

    def __init__(self, to: MailSettings) -> None:
        self._to = to
        self._server: smtplib.SMTP | None = None
        self._unreachable: Failure | None = None

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._server is not None:
            with suppress(OSError):
                self._server.quit()
            self._server.close()

    def send(self, letter: EmailMessage) -> Failure | None:
        """None: the server took the letter. Never raises for what a server or a letter does."""
        if self._server is None and self._unreachable is None:
            self._reach()
        if self._server is None:
            return self._unreachable
        failure = _send_one(self._server, letter)
        if self._server.sock is None:  # it hung up
            self._server = None
        return failure

    def _reach(self) -> None:
        try:
            self._server = _connect(self._to)
        except OSError as error:
            self._unreachable = Failure(_reason(error))
        except ValueError:  # a host, user or password that cannot be said in SMTP
            self._unreachable = Failure("settings")


def refusal(to: MailSettings) -> str | None:
    """Why the server would take no mail from us: it is called, TLS and sign-in are done, and nothing is sent.

    None: it would listen.
    """
    try:
        server = _connect(to)
    except OSError as error:
        return _reason(error)
    except ValueError:  # as above
        return "settings"
    with suppress(OSError):
        server.quit()
    server.close()
    return None


def _connect(to: MailSettings) -> smtplib.SMTP:
    """Raises OSError, which SMTPException is too. A certificate that cannot be trusted is refused."""
    trust = ssl.create_default_context()
    if to.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=TIMEOUT, context=trust)
    else:
        server = smtplib.SMTP(to.host, to.port, timeout=TIMEOUT)
    try:
        if to.security == "starttls":
            server.starttls(context=trust)
        if to.user:
            server.login(to.user, to.password)
    except BaseException:
        server.close()
        raise
    return server


def _send_one(server: smtplib.SMTP, letter: EmailMessage) -> Failure | None:
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _words in error.recipients.values())
        return Failure(f"recipient {code}", permanent=code >= 500)
    except smtplib.SMTPDataError as error:
        return Failure(f"content {error.smtp_code}", permanent=error.smtp_code >= 500)
    except OSError as error:
        return Failure(_reason(error))
    except (ValueError, MessageError):
        return Failure("letter", permanent=True)
    return None


def _reason(error: OSError) -> str:
    # Of a server that fell silent smtplib says only that it went; what happened stands behind that.
    if isinstance(error.__context__, TimeoutError):
        return "timeout"
    word = next((word for kind, word in _REASONS if isinstance(error, kind)), "connection")
    return f"{word} {getattr(error, 'smtp_code', '')}".strip()

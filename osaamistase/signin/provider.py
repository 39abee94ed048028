"""The organisation's own sign-in service by OpenID Connect: Authlib speaks, with PKCE, state and nonce."""

from flask import Flask, Response, current_app

from osaamistase.neighbours import Provider
from osaamistase.signin.claims import Claims, read_claims
from osaamistase.signin.server import authorities

_PATIENCE = 5  # seconds for each answer of the service


class ProviderAway(Exception):
    """The sign-in service did not answer, or not as OpenID Connect says. `kind`: for the log."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def connect_provider(app: Flask, provider: Provider | None) -> None:
    if provider is None:
        return
    from authlib.integrations.flask_client import OAuth  # a third of a second, only for those who have a service

    oauth = OAuth(app)
    oauth.register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE,
            "verify": authorities(),
        },
    )
    app.extensions["provider"] = oauth.create_client("provider")


def to_provider(back: str) -> Response:
    """The way to the service, which sends the person to `back`. Raises ProviderAway."""
    try:
        answer: Response = current_app.extensions["provider"].authorize_redirect(back)
    except _faults() as error:
        raise ProviderAway(type(error).__name__) from None
    return answer


def from_provider(provider: Provider) -> Claims:
    """Who comes back from the service. Raises ProviderAway, also for what was forged, replayed or is too old."""
    try:
        token = current_app.extensions["provider"].authorize_access_token()
        return read_claims(token["userinfo"], provider.role_claim)
    except _faults() as error:
        raise ProviderAway(type(error).__name__) from None


def _faults() -> tuple[type[Exception], ...]:
    """What a service that is away, wrong or forged makes the library raise."""
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError
    from requests import RequestException

    return RequestException, OAuthError, JoseError, RuntimeError, KeyError, ValueError

"""Time-based one-time codes (RFC 6238): six digits, thirty seconds, each accepted once."""

import base64
import hashlib
import hmac
import re
from datetime import datetime

from pyotp.totp import TOTP

from training.kernel.errors import Conflict, NotAllowed

SECONDS = 30
ISSUER = "Resap"


class SecondFactorIsSetAlready(Conflict):
    """A second step exists; it must be removed before a new one is set up."""


class RoleNeedsSecondFactor(NotAllowed):
    """A role of this person needs the second step, so the person cannot take it off."""


def step(at: datetime) -> int:
    """The number of the thirty seconds that an instant lies in."""
    return int(at.timestamp()) // SECONDS


def accepted_step(secret: str, code: str, *, at: datetime, last_step: int) -> int | None:
    """The step whose code this is, now or one to each side, if it is later than the last used."""
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    codes, here, found = TOTP(secret), step(at), None
    for candidate in (here - 1, here, here + 1):
        fits = hmac.compare_digest(codes.generate_otp(candidate), digits)
        found = candidate if fits and candidate > last_step else found
    return found


def proposed_secret(about: str, *, key: str) -> str:
    """The secret offered while the second step is being set up.

    It is derived and not stored, so that a page can show it without writing; `about` is unique to
    the session and the moment.
    """
    digest = hmac.new(key.encode(), f"totp:{about}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def address(secret: str, *, name: str) -> str:
    """The otpauth address that an authenticator app reads from the picture."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def in_groups(secret: str) -> str:
    """The secret in groups of four, for typing by hand."""
    return " ".join(re.findall(".{1,4}", secret))

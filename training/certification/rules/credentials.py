"""A certificate as an Open Badges 3.0 credential, and the list that says which were revoked."""

import base64
import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from training.certification.rules.numbers import initials
from training.certification.rules.payloads import Payload

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
LIST_BITS = 131_072  # the least length that keeps one certificate among many


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: the public address of the site, the name, and the zone of its days."""

    site: str
    name: str
    zone: str

    @property
    def id(self) -> str:
        return f"{self.site}/verifikasi/penerbit"

    @property
    def status_list(self) -> str:
        return f"{self.site}/verifikasi/status"


def profile(issuer: Issuer) -> dict[str, Any]:
    """The issuer as a profile of Open Badges."""
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.site}


def credential(payload: Payload, issuer: Issuer) -> dict[str, Any]:
    """The claims of a credential. The holder is named by initials and by a salted hash.

    Whoever knows the name can check it; whoever only has the code learns no more than from the
    public page.
    """
    page = f"{issuer.site}/verifikasi/{payload.code}"
    since, until = _begin(payload.since, issuer.zone), _end(payload.until, issuer.zone)
    entry = f"{issuer.status_list}#{payload.status_index}"
    return {
        "@context": list(CONTEXTS),
        "id": page,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": payload.title,
        "issuer": profile(issuer),
        "validFrom": _utc(since),
        "validUntil": _utc(until),
        "credentialSubject": _subject(payload, issuer),
        "credentialStatus": {
            "id": entry, "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": str(payload.status_index),
            "statusListCredential": issuer.status_list,
        },
        "iss": issuer.id,
        "jti": page,
        "sub": f"urn:resap:sertifikat:{payload.code}",
        "nbf": int(since.timestamp()),
        "exp": int(until.timestamp()),
    }  # fmt: skip


def _subject(payload: Payload, issuer: Issuer) -> dict[str, Any]:
    criteria = f"{payload.wording[:1].upper()}{payload.wording[1:]}."
    achievement = {
        "id": f"{issuer.id}#{payload.programme}",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": payload.title,
        "description": criteria,
        "criteria": {"narrative": "; ".join(each.title for each in payload.modules)},
    }
    return {
        "id": f"urn:resap:sertifikat:{payload.code}",
        "type": ["AchievementSubject"],
        "identifier": [{
            "type": "IdentityObject", "identityType": "name", "hashed": True,
            "salt": payload.code, "identityHash": name_hash(payload.name, payload.code),
        }],
        "achievement": achievement,
    }  # fmt: skip


def name_hash(name: str, salt: str) -> str:
    """How a name is hidden in a credential (Open Badges 3.0, identityHash)."""
    return f"sha256${hashlib.sha256(f'{name}{salt}'.encode()).hexdigest()}"


def status_credential(revoked: Iterable[int], issuer: Issuer, *, at: datetime) -> dict[str, Any]:
    """The list of revoked certificates as a credential: one bit for each index."""
    bits = bytearray(LIST_BITS // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
    return {
        "@context": [CONTEXTS[0]],
        "id": issuer.status_list,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.id,
        "validFrom": _utc(at),
        "credentialSubject": {
            "id": f"{issuer.status_list}#list", "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": f"u{packed}",
        },
        "iss": issuer.id,
        "jti": issuer.status_list,
        "nbf": int(at.timestamp()),
    }  # fmt: skip


def holder(payload: Payload) -> str:
    """The holder as the public may see them."""
    return initials(payload.name)


def _begin(day: str, zone: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone))


def _end(day: str, zone: str) -> datetime:
    after = date.fromisoformat(day) + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(zone)) - timedelta(seconds=1)


def _utc(instant: datetime) -> str:
    return instant.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds").replace("+00:00", "Z")

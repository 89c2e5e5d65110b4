"""How audit events are chained, and how a broken link is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

GENESIS = "0" * 64


class EventKind(StrEnum):
    """What an audit event can be about. Stored by value; a value is never reused."""

    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    SESSION_ENDED = "session-ended"
    REFUSED = "refused"
    PASSWORD_SET = "password-set"  # noqa: S105  (the name of an event, not a password)
    SECOND_FACTOR_SET = "second-factor-set"
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    LINK_SENT = "link-sent"
    TOKEN_MADE = "token-made"  # noqa: S105  (the name of an event, not a password)
    TOKEN_REVOKED = "token-revoked"  # noqa: S105  (the name of an event, not a password)
    ROLE_GRANTED = "role-granted"
    ROLE_ENDED = "role-ended"
    UNIT_CHANGED = "unit-changed"
    PERSON_CHANGED = "person-changed"
    IMPORTED = "imported"
    EXPORTED = "exported"
    PUBLISHED = "published"
    REGRADED = "regraded"
    LOOKED_AT = "looked-at"
    DEMO_LOADED = "demo-loaded"
    EXCEPTION_MADE = "exception-made"
    EXCEPTION_ENDED = "exception-ended"
    PAPER_PRINTED = "paper-printed"
    PAPER_ENTERED = "paper-entered"
    VISITS_DRAWN = "visits-drawn"
    SHEET_SIGNED = "sheet-signed"
    SHEET_CORRECTED = "sheet-corrected"
    VISIT_HINDERED = "visit-hindered"
    CONTRARY_REPORTED = "contrary-reported"
    CONTRARY_VERIFIED = "contrary-verified"
    CONTRARY_CLOSED = "contrary-closed"
    VOICE_POINT_OPENED = "voice-point-opened"
    VOICE_POINT_CLOSED = "voice-point-closed"
    VOICES_REVIEWED = "voices-reviewed"
    SAFEGUARDING_RAISED = "safeguarding-raised"
    CYCLE_OPENED = "cycle-opened"
    CYCLE_CLOSED = "cycle-closed"
    CYCLE_CORRECTION_ASKED = "cycle-correction-asked"
    CYCLE_CORRECTION_DECIDED = "cycle-correction-decided"
    PROMPT_WRITTEN = "prompt-written"
    CORROBORATION_ASKED = "corroboration-asked"
    CORROBORATION_ANSWERED = "corroboration-answered"
    ARTEFACT_LOOKED_AT = "artefact-looked-at"
    ARTEFACT_DELETED = "artefact-deleted"
    PRODUCT_REGISTERED = "product-registered"
    PRODUCT_WITHDRAWN = "product-withdrawn"
    PRODUCT_REMARKED = "product-remarked"
    KEEPER_NAMED = "keeper-named"
    KEEPER_ENDED = "keeper-ended"
    PRODUCTS_ANNOUNCED = "products-announced"
    PRODUCTS_DRAWN = "products-drawn"
    PRODUCTS_CLOSED = "products-closed"
    PRODUCT_RATED = "product-rated"
    WAVE_PREPARED = "wave-prepared"
    WAVE_CHANGED = "wave-changed"
    WAVE_CONSULTED = "wave-consulted"
    WAVE_OPENED = "wave-opened"
    WAVE_CLOSED = "wave-closed"
    ROLLOUT_SEALED = "rollout-sealed"
    JP_SET = "jp-set"
    RULE_MADE = "assignment-rule-made"
    RULE_APPLIED = "assignment-rule-applied"
    RULE_ENDED = "assignment-rule-ended"
    EXCUSED = "certification-excused"
    EXCUSE_TAKEN_BACK = "certification-excuse-taken-back"
    RECOGNISED = "learning-recognised"
    REVOCATION_ASKED = "revocation-asked"
    REVOKED = "certificate-revoked"
    REVOCATION_DECLINED = "revocation-declined"
    DOCUMENTS_BROUGHT = "documents-brought"
    DOCUMENTS_APPROVED = "documents-approved"
    DOCUMENTS_DECLINED = "documents-declined"
    CERTIFICATES_ESIGNED = "certificates-esigned"
    ESIGN_REFUSED = "esign-refused"
    REMINDERS_STOPPED = "reminders-stopped"
    REMINDERS_ALLOWED = "reminders-allowed"
    OBJECTED = "objected"
    OBJECTION_ANSWERED = "objection-answered"
    ERASURE_ASKED = "erasure-asked"
    ERASURE_DECLINED = "erasure-declined"
    ERASED = "erased"
    RETENTION_RUN = "retention-run"
    CASEWORK_PLANNED = "casework-planned"
    CASEWORK_MOVED = "casework-moved"
    CASEWORK_CANCELLED = "casework-cancelled"
    CASEWORK_SIGNED = "casework-signed"
    CASEWORK_CORRECTED = "casework-corrected"
    CASEWORK_FOUND = "casework-found"
    CASEWORK_PHOTO_ADDED = "casework-photo-added"
    CASEWORK_PHOTO_REMOVED = "casework-photo-removed"
    CASE_ANSWERED = "case-answered"
    CASE_PROPOSED = "case-proposed-done"
    CASE_GOES_ON = "case-goes-on"
    CASE_ESCALATED = "case-escalated"
    CASE_CLOSED = "case-closed"
    CASE_REMARKED = "case-remarked"
    CASE_TOLD = "case-told"
    CASE_DOER_NAMED = "case-doer-named"


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, before it has a place in the chain. `detail` holds no personal data."""

    kind: (
        EventKind | str
    )  # a plain word only when read back: a forged row must not stop the verifier
    at: datetime
    actor: UUID | None = None
    object_kind: str = ""
    object_id: str = ""
    detail: Mapping[str, str | int | bool | None] | None = None
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One stored event, as the verifier reads it."""

    seq: int
    content: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the chain holds: the first bad sequence number (None if none), and the head."""

    events: int
    first_bad: int | None
    head_seq: int
    head_hash: str

    @property
    def holds(self) -> bool:
        return self.first_bad is None


def canonical_detail(detail: Mapping[str, str | int | bool | None] | None) -> str:
    """The exact text that is stored and hashed for the details of an event."""
    return json.dumps(dict(detail or {}), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content(seq: int, what: Happening, detail: str) -> str:
    """The canonical text of an event: its fields in fixed order, time in UTC to the microsecond."""
    at = what.at.astimezone(UTC).isoformat(timespec="microseconds")
    actor = str(what.actor) if what.actor else ""
    fields = (seq, at, actor, what.kind, what.object_kind, what.object_id, detail, what.request_id)
    return json.dumps([str(each) for each in fields], ensure_ascii=False, separators=(",", ":"))


def link_hash(previous: str, text: str) -> str:
    """SHA-256 over the previous event's hash and this event's canonical text, in hexadecimal."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def verify(links: Iterable[Link], *, anchors: Mapping[int, str] | None = None) -> Verdict:
    """Walk the chain in order of `seq` (1, 2, 3, … without gaps) and name the first bad link.

    `anchors` are heads noted earlier (seq → hash): a chain that was cut or rewritten from there on
    fails at the anchor although each of its own links may hold.
    """
    anchors = dict(anchors or {})
    seq, head = 0, GENESIS
    for link in links:
        sound = link.seq == seq + 1 and link.previous == head
        sound = sound and link.hash == link_hash(head, link.content)
        if not sound or anchors.pop(link.seq, link.hash) != link.hash:
            return Verdict(seq, seq + 1, seq, head)
        seq, head = link.seq, link.hash
    missing = min(anchors, default=None)
    return Verdict(seq, missing, seq, head)

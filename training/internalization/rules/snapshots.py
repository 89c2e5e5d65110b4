"""The snapshot that a closing freezes: its digest, and the words that the city's key signs."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from training.kernel.errors import Conflict, Invalid

LEAST_REASON, LONGEST_REASON = 20, 500
Rows = Sequence[Mapping[str, Any]]


class CycleIsNotClosed(Conflict):
    """Only what was closed can be corrected or signed."""


class CorrectionWaits(Conflict):
    """A correction of this cycle waits for a second person, or for its counting."""


class CycleIsCorrected(Conflict):
    """This snapshot was corrected by a later one, which may be corrected in turn."""


class CycleReasonIsMissing(Invalid):
    """Who asks for a correction says why, in at least twenty signs."""


class CorrectionNeedsAnother(Conflict):
    """Who asked for a correction does not decide on it."""


class CorrectionIsDecided(Conflict):
    """A second person has decided already."""


class Flaw(StrEnum):
    """What is wrong with a snapshot."""

    DIGEST = "digest"
    SEED = "seed"
    UNSIGNED = "unsigned"
    SIGNATURE = "signature"
    FOREIGN_KEY = "foreign-key"
    RECOUNT = "recount"


@dataclass(frozen=True, slots=True)
class Attested:
    """What a signature vouches for: which cycle, by which rule, closed when, with which digest."""

    cycle: str
    rule: int
    closed_at: datetime
    digest: str

    def content(self) -> bytes:
        """The signed bytes: canonical JSON, the same wherever they are made."""
        return canonical({
            "kind": "cycle-snapshot", "cycle": self.cycle, "rule": self.rule,
            "closed_at": self.closed_at.isoformat(), "digest": self.digest,
        }).encode()  # fmt: skip


def canonical(value: Any) -> str:
    """JSON in one way only: sorted names, no blanks, signs as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def snapshot_digest(
    label: str, rule: int, seed: str, estimates: Rows, findings: Rows, quality: Mapping[str, Any]
) -> str:
    """SHA-256 over everything that a closing freezes; units in the order of their ids, city last.

    Equal inputs give equal digests on every machine and database.
    """
    frozen = {
        "cycle": label, "rule": rule, "seed": seed, "estimates": list(estimates),
        "findings": list(findings), "quality": quality,
    }  # fmt: skip
    return hashlib.sha256(canonical(frozen).encode()).hexdigest()


def corrected_label(label: str) -> str:
    """The label of the snapshot that corrects one: 2026-2 → 2026-2-k1 → 2026-2-k2."""
    base, mark, number = label.rpartition("-k")
    if mark and number.isdigit() and "-" in base:
        return f"{base}-k{int(number) + 1}"
    return f"{label}-k1"

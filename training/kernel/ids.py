"""Keys for people and records: UUIDv7, ordered by time and silent about the person."""

import os
from datetime import UTC, datetime
from uuid import UUID


def uuid7(at: datetime, chance: bytes | None = None) -> UUID:
    """A version 7 UUID (RFC 9562 §5.7) for `at`; `chance`: ten bytes, for seeded data only."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    tail = int.from_bytes(chance if chance is not None else os.urandom(10), "big")
    number = milliseconds << 80 | 0x7 << 76 | (tail >> 68 & 0xFFF) << 64 | 0b10 << 62
    return UUID(int=number | tail & (1 << 62) - 1)


def first_of(at: datetime) -> UUID:
    """The smallest version 7 UUID of an instant's millisecond: below all that are made from it."""
    return uuid7(at, bytes(10))


def made_at(key: UUID) -> datetime:
    """The instant in a version 7 UUID, to the millisecond."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)

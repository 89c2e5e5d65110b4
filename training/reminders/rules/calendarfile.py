"""A calendar file (RFC 5545) of a person's own dates: whole days, no word of anybody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75
PRODUCT = "-//Resap//Pengingat//ID"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One or more whole days, `last` included. `uid` stays the same as long as the event lives."""

    first: date
    last: date
    uid: str
    title: str
    note: str = ""


def calendar_file(events: Iterable[Event], *, title: str, at: datetime) -> bytes:
    """The events in order as an iCalendar object: CRLF, lines of at most 75 octets, UTF-8.

    Whole days are DATE values, whose end is excluded (RFC 5545, 3.6.1); they have no zone.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(title)}",
    ]  # fmt: skip
    for each in sorted(events):
        lines += _event(each, at)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(each: Event, at: datetime) -> list[str]:
    after = max(each.first, each.last) + timedelta(days=1)
    note = [f"DESCRIPTION:{_text(each.note)}"] if each.note else []
    return [
        "BEGIN:VEVENT", f"UID:{_text(each.uid)}", f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{each.first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(each.title)}", *note, "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _text(value: str) -> str:
    """A TEXT value (3.3.11); control characters have no place in it."""
    plain = "".join(sign for sign in value if sign in "\n\r" or (sign >= " " and sign != "\x7f"))
    return plain.translate(ESCAPED)


def folded(line: str) -> str:
    """A content line broken before 75 octets, never inside of a character (3.1)."""
    parts, now, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > MOST_OCTETS:
            parts.append(now)
            now, size = " ", 1
        now, size = now + sign, size + octets
    return "\r\n".join([*parts, now])

"""The only place that reads the time of day."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_SOURCE: dict[str, Path | None] = {"file": None}


def follow(clock_file: Path | None) -> None:
    """Let the clock read the ISO time in a file (demo and tests); None is the machine's time."""
    _SOURCE["file"] = clock_file


def now() -> datetime:
    """The present instant, in UTC."""
    clock_file = _SOURCE["file"]
    if clock_file is None:
        return datetime.now(UTC)
    told = datetime.fromisoformat(clock_file.read_text(encoding="utf-8").strip())
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)


def local_date(instant: datetime, zone: str) -> date:
    """The calendar day of an instant in the city's zone, in which deadlines and posts count."""
    return instant.astimezone(ZoneInfo(zone)).date()

"""Numbers, dates and times as Indonesians write them, always with the zone's name."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from training.content.rules.decimals import written

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA",
         "Asia/Jayapura": "WIT"}  # fmt: skip


def local(instant: datetime) -> datetime:
    """The instant in the city's zone."""
    return instant.astimezone(ZoneInfo(current_app.config["RESAP"].timezone))


def zone_name() -> str:
    """WIB, WITA or WIT; the zone's own name elsewhere."""
    zone = current_app.config["RESAP"].timezone
    return str(ZONES.get(zone, zone))


def long_date(day: date | datetime | None) -> str:
    """12 Juni 2025."""
    if day is None:
        return "–"
    if isinstance(day, datetime):
        day = local(day).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(day: date) -> str:
    """Juni 2025."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_of_year(text: str) -> str:
    """31 Desember, of 12-31."""
    number, day = map(int, text.split("-"))
    return f"{day} {MONTHS[number - 1]}"


def clock_time(instant: datetime) -> str:
    """09.30 WITA."""
    return f"{local(instant):%H.%M} {zone_name()}"


def to_the_second(instant: datetime) -> str:
    """09.30.15 WITA."""
    return f"{local(instant):%H.%M.%S} {zone_name()}"


def date_time(instant: datetime | None) -> str:
    """12 Juni 2025 pukul 09.30 WITA."""
    return "–" if instant is None else f"{long_date(instant)} pukul {clock_time(instant)}"


def number(value: float | None, places: int = 0) -> str:
    """−1.234,5 with the given number of decimals; a dash for what is not known."""
    if value is None:
        return "–"
    return f"{value:,.{places}f}".translate(str.maketrans(",.-", ".,−"))


def percent(share: float | None, places: int = 0) -> str:
    """A share from 0 to 1 as 62 %."""
    return "–" if share is None else f"{number(share * 100, places)} %"


def register(app: Flask) -> None:
    """Offer the formats to every template."""
    filters = (
        long_date, month, day_of_year, clock_time, to_the_second, date_time, number, percent,
        written,
    )  # fmt: skip
    app.jinja_env.filters |= {each.__name__: each for each in filters}

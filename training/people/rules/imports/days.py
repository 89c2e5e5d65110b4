"""Days as people write them in a cell."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari january jan", "februari february feb pebruari", "maret march mar", "april apr",
         "mei may", "juni june jun", "juli july jul", "agustus august agu agt ags aug",
         "september sep sept", "oktober october okt oct", "november nov nopember",
         "desember december des dec"), start=1)
    for name in names.split()
}  # fmt: skip


def read_day(cell: object) -> date | None:
    """2025-06-12, 12/06/2025, 12-6-2025, 12.06.2025 or 12 Juni 2025; None for anything else."""
    text = str(cell).strip().casefold() if isinstance(cell, str) else ""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?", text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = re.fullmatch(r"(\d{1,2})[/.\s-]+(\d{1,2}|[a-z]+)[/.,\s-]+(\d{4})", text)
    if not found:
        return None
    month = int(found[2]) if found[2].isdigit() else MONTHS.get(found[2], 0)
    return _day(int(found[3]), month, int(found[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None

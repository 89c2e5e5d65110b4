"""The ledger of evidence at the size of a province: rows ingested and levels derived, a second.

Ten thousand people of a demo city get years of weekly cases, each of which is evidence of recall
by our rules (sixty days, an unseen variant). Then `evidence take` runs as an operator runs it.
"""

import json
import resource
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from bench import places

PEOPLE, ROWS, TARGET_SECONDS = 10_000, 500_000, 600.0
ASKED_FOR = 5_000_000
LAST_WEEK, GAP, AT_ONCE = date(2026, 9, 28), timedelta(days=70), 20_000
CASE = "INSERT INTO practice_case VALUES (?,?,?,?,?,?,NULL,?,?,?,?,?,?,?,?,1,?,?,3,.8,?)"
REVIEW = "INSERT INTO practice_review VALUES (?,?,?,?,?,1,1,3,20000,0)"


def measure(rows: int = ROWS) -> dict[str, object]:
    """Seconds for so many rows of evidence, and what they come to for the city's five million."""
    folder = places.OUT / "ledger"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.city(PEOPLE)[0], folder)
    added = _write(folder / "resap.db", rows)
    before = _count(folder)
    began = time.perf_counter()
    places.flask(folder, "evidence", "take")
    seconds = time.perf_counter() - began
    taken = _count(folder) - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    shutil.rmtree(folder)
    return {
        "people": PEOPLE, "facts_added": added, "rows_taken": taken,
        "seconds": round(seconds, 1), "rows_per_second": round(taken / seconds),
        "seconds_for_5_million": round(seconds / taken * ASKED_FOR, 1),
        "target_seconds": TARGET_SECONDS, "peak_bytes": peak,
    }  # fmt: skip


def _count(folder: Path) -> int:
    with sqlite3.connect(folder / "resap.db") as city:
        (found,) = city.execute("SELECT count(*) FROM evidence").fetchone()
    return found


def _write(path: Path, rows: int) -> int:
    """Empty the ledger, and give everybody their share of answered cases."""
    city = sqlite3.connect(path)
    city.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-524288; PRAGMA foreign_keys=OFF")
    for (trigger,) in city.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN "
        "('evidence', 'practice_case', 'practice_review')"
    ).fetchall():
        city.execute(f"DROP TRIGGER {trigger}")
    for table in ("evidence", "practice_review", "practice_case"):
        city.execute(f"DELETE FROM {table}")
    whose = city.execute(
        "SELECT employee_id, unit_id FROM posting WHERE kind = 'definitif' AND valid_to IS NULL"
    ).fetchall()
    card = city.execute("SELECT slug, release_id FROM attempt LIMIT 1").fetchone()
    facts, count = _facts(whose, card, rows // len(whose)), 0
    while batch := list(islice(facts, AT_ONCE)):
        city.executemany(CASE, [case for case, _ in batch])
        city.executemany(REVIEW, [review for _, review in batch])
        count += len(batch)
    city.commit()
    city.close()
    return count


def _facts(
    whose: list[tuple[str, str]], card: tuple[str, str], each: int
) -> Iterator[tuple[tuple, tuple]]:
    """Cases and their answers, two a week, the newest first."""
    slug, release = card
    number = 0
    for person, unit in whose:
        for turn in range(each):
            number += 1
            key = UUID(int=(1 << 120) + number).hex
            week = LAST_WEEK - timedelta(weeks=turn // 2)
            shown = datetime(week.year, week.month, week.day, 2, tzinfo=UTC)
            asked = _instant(shown - GAP)
            case = (
                key, person, unit, week.isoformat(), turn % 2 + 1, "practice", slug, f"k{turn}",
                "menyapa-anak", "menyapa", f"q{turn}", release, "[]", "benih", asked, asked,
                _instant(shown),
            )  # fmt: skip
            yield case, (key, key, person, _instant(shown + timedelta(minutes=1)), '["a"]')


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def main(rows: str = str(ROWS)) -> None:
    print(json.dumps(measure(int(rows)), indent=2))

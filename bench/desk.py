"""HR's desk at the size of a city: the nightly re-evaluation, and the pages of the desk.

Fifteen thousand people of a demo city must hold both certificates, which is as many standings as
ten thousand people and three programmes have, and each has five years of periods behind them. Then
the night's work is done as the worker does it, and the pages are asked as HR asks them.
"""

import json
import secrets
import shutil
import sqlite3
import time
from datetime import date
from uuid import UUID

from bench import places

PEOPLE, YEARS, NIGHT_SECONDS, PAGE_MS = 15_000, 5, 20.0, 200.0
PERIOD = "INSERT INTO certification_period VALUES (?,?,?,?,?,'earned',?,?,?,?,?,?,?)"
ASSIGNMENT = (
    "INSERT INTO assignment VALUES (?,?,?,'2021-01-01','2021-06-30','2021-01-01 02:00:00.000000')"
)
EMPTIED = ("number_gap", "certificate", "recognition", "revocation_decision", "revocation",
           "certification_period", "assignment_end", "assignment")  # fmt: skip
PROGRAMMES = ("layanan-ramah-anak", "keputusan-perencanaan-anak")
COHORT = f"/kepegawaian/sertifikasi/program/{PROGRAMMES[0]}/pegawai"


def measure() -> dict[str, object]:
    """Seconds of a night, and the median time of each page of the desk."""
    folder = places.OUT / "desk"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.city(PEOPLE)[0], folder)
    rows = _write(sqlite3.connect(folder / "resap.db"))
    places.flask(folder, "certificates", "issue-due")  # what the demo had left over
    began = time.perf_counter()
    places.flask(folder, "certificates", "issue-due")
    night = time.perf_counter() - began
    with places.product(folder, places.default_server()):
        hr = places.Person().sign_in(places.accounts(folder, "hr")[0])
        paths = {"desk": "/kepegawaian", "certification": "/kepegawaian/sertifikasi",
                 "cohort": COHORT, "late": f"{COHORT}?keadaan=terlambat"}  # fmt: skip
        pages = {name: _median(hr, path) for name, path in paths.items()}
    shutil.rmtree(folder)
    return {
        "people": PEOPLE, "programmes": len(PROGRAMMES), "periods": rows,
        "night_seconds": round(night, 1), "night_target": NIGHT_SECONDS, "pages_ms": pages,
        "page_target_ms": PAGE_MS,
    }  # fmt: skip


def _median(person: places.Person, path: str) -> float:
    times = []
    for _ in range(11):
        began = time.perf_counter()
        status, _told, _body = person.ask("GET", path)
        times.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
    return round(sorted(times)[5], 1)


def _write(city: sqlite3.Connection) -> int:
    """Both rules mean everybody, and everybody has a period for each of the years before."""
    city.executescript("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF")
    for (trigger,) in city.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN "
        "('assignment_rule', 'certification_period', 'assignment')"
    ).fetchall():
        city.execute(f"DROP TRIGGER {trigger}")
    city.execute(
        "UPDATE assignment_rule SET audience = json_set(audience, '$.families', json('[]'))"
    )
    for table in EMPTIED:
        city.execute(f"DELETE FROM {table}")
    whose = city.execute(
        "SELECT employee_id, unit_id FROM posting WHERE kind = 'definitif' AND valid_to IS NULL"
    ).fetchall()
    (digest,) = city.execute("SELECT digest FROM programme_version LIMIT 1").fetchone()
    for (rule,) in city.execute("SELECT id FROM assignment_rule").fetchall():
        city.executemany(ASSIGNMENT, ((secrets.token_hex(16), rule, who) for who, _ in whose))
    count = 0
    for programme in PROGRAMMES:
        for person, unit in whose:
            for turn in range(YEARS):
                count += 1
                day = date(2021 + turn, 1 + count % 12, 1 + count % 28)
                city.execute(PERIOD, (
                    UUID(int=(1 << 120) + count).hex, person, unit, programme, turn + 1,
                    "renewal" if turn else "first", day.isoformat(),
                    day.replace(year=day.year + 1).isoformat(), f"{day} 02:00:00.000000", digest,
                    "{}", f"{day} 02:00:00.000000",
                ))  # fmt: skip
    city.commit()
    city.close()
    return count


def main() -> None:
    print(json.dumps(measure(), indent=2))

"""How the task force runs a cycle of measuring by its pages: opened, audited by lot, closed."""

import re
import time
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.inside import ZONE, inside, today
from tests.journeys.person import PATIENCE, Person
from training.internalization.queries.checking import check as flaws
from training.reporting.queries.checking import check as differences

CYCLE = "2027-uji"


def opens_a_cycle(chief: Person, days: int) -> None:
    """The one that ran until now is closed first: there are never two."""
    for (label,) in chief.house.ask("SELECT label FROM cycle WHERE id NOT IN "
                                    "(SELECT cycle_id FROM cycle_closing)"):  # fmt: skip
        closes_the_cycle(chief, label)
    chief.go("/gugus-tugas")
    chief.follow("Putaran pengukuran")
    first = this_day(chief.house)
    chief.page.locator("[name=label]").fill(CYCLE)
    chief.page.locator("[name=dari]").fill(first.isoformat())
    chief.page.locator("[name=sampai]").fill((first + timedelta(days=days)).isoformat())
    chief.press("Buka putaran")


def draws_the_audit(chief: Person) -> None:
    first = this_day(chief.house)
    chief.follow("Undi audit")
    chief.page.locator("[name=dari]").fill(first.isoformat())
    chief.page.locator("[name=sampai]").fill((first + timedelta(days=11)).isoformat())
    chief.press("Undi sekarang")
    chief.is_led_to(f"/gugus-tugas/putaran/{CYCLE}")
    chief.sees(f"audit-{CYCLE}")


def closes_the_cycle(chief: Person, label: str) -> None:
    """The worker closes what is over; then its seed is told."""
    chief.go(f"/gugus-tugas/putaran/{label}")
    chief.follow("Tutup putaran")
    chief.press("Tutup sekarang")
    chief.is_led_to(f"/gugus-tugas/putaran/{label}")
    (seed,) = chief.house.ask("SELECT seed FROM cycle WHERE label = ?", label)[0]
    chief.sees(seed)


def the_city_reads_it(chief: Person, unit: str) -> None:
    """What the cycle says of the city and of one unit, with its gates, and whether it holds."""
    for path in ("/gugus-tugas/internalisasi", f"/gugus-tugas/unit/{unit}/internalisasi",
                 "/gugus-tugas/kesahihan", "/metode"):  # fmt: skip
        chief.go(path)
    chief.go("/gugus-tugas/unit/PEMKOT/internalisasi")
    chief.sees("Yang boleh dikatakan tentang unit ini")
    label = re.compile("Bukti belum cukup.*Yang masih kurang|Tingkat [1-5]: |Belum terbukti", re.S)
    for words in (label, "Lima hal yang selalu bersama", "Apa yang terjadi dengan rencana"):
        chief.sees(words)


def the_signed_report_is_taken_away(chief: Person, label: str) -> None:
    """The worker sets the city's report on paper; it is signed, and says what is not known."""
    chief.go(f"/gugus-tugas/putaran/{label}")
    chief.follow("Laporan putaran ini")
    for words in ("ditandatangani dengan kunci kota", "Yang belum diketahui", "punya bukti yang"):
        chief.sees(words)
    chief.press("Buat PDF")
    expect(chief.page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=PATIENCE)
    chief.look()
    with chief.page.expect_download() as found:
        chief.page.get_by_role("link", name="Unduh PDF").click()
    assert found.value.path().read_bytes().startswith(b"%PDF")


def everything_follows_from_the_facts(house: House) -> None:
    """After all of it `evidence check` and `report check` find nothing, once the worker is done."""
    late, wrong = time.monotonic() + 60, ["not looked yet"]
    while wrong and time.monotonic() < late:
        with inside(house):
            wrong = [*flaws(lambda _done, _of: None), *differences(zone=ZONE, k=10)]
        time.sleep(1 if wrong else 0)
    assert not wrong, wrong[:3]


def this_day(house: House) -> date:
    with inside(house) as at:
        return today(at)

"""Where a renewal asks no practice, its modules are done again; old evidence renews nothing."""

from datetime import UTC, date, datetime

import pytest

from training.certification.rules.completing import Path, Today, begins, progress
from training.certification.rules.evidence import Facts, Finished, Lack, Missing
from training.certification.rules.periods import Span
from training.certification.rules.states import Case, Duty, Kind, Period
from training.content.rules.programmes import (
    ExpiryRule,
    Practice,
    Programme,
    Required,
    Validity,
    Way,
)
from training.kernel.ids import uuid7

ZONE, DESK, COUNTER = "Asia/Makassar", "pendukung", "pelayanan-langsung"
PROGRAMME = Programme(
    "p", "P", "Tentang.", "telah terlatih", "Kepala", "P/{urut}/{tahun}",
    Validity(ExpiryRule.LAST_EXPIRY, 12), 60, 30, (("cuti", "Cuti"),),
    Way((Required("m3", 0.75), Required("m7"), Required("m8"))),
    Way((Required("m7"), Required("m8", 0.75)), (Practice((COUNTER,), cases=2),)),
)  # fmt: skip
SPAN = Span(date(2026, 3, 1), date(2027, 3, 1))
OPENS = date(2026, 12, 31)
DONE = datetime(2026, 3, 1, 4, tzinfo=UTC)


def at(day: str, hour: int = 4) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")


def facts(**later: tuple[datetime, float] | datetime) -> Facts:
    """All modules done on 1 March 2026, and what was done again later."""
    done = {slug: [Finished(1, DONE, 0.9)] for slug in ("m3", "m7", "m8")}
    for slug, told in later.items():
        when, score = told if isinstance(told, tuple) else (told, 0.9)
        done[slug].append(Finished(1, when, score))
    return Facts({slug: tuple(each) for slug, each in done.items()})


def held(*, stale: tuple[str, ...] = ()) -> Case:
    period = Period(uuid7(DONE), Kind.EARNED, SPAN, DONE, stale=stale)
    return Case(Duty(date(2026, 1, 1), date(2026, 7, 1)), [period], window_days=60)


def on(day: str, **editions: int) -> Today:
    return Today(date.fromisoformat(day), ZONE, {"m3": 1, "m7": 1, "m8": 1, **editions})


def lacking(known: Facts, today: Today, case: Case | None = None) -> tuple[Missing, ...]:
    found = progress(case or held(), known, PROGRAMME, today, DESK)
    assert begins(case or held(), known, PROGRAMME, today, DESK) is None
    return found.missing


def test_the_modules_of_the_renewal_are_told_as_what_is_missing():
    again = (Missing(Lack.AGAIN, "m7"), Missing(Lack.AGAIN, "m8"))
    assert lacking(facts(), on("2027-01-05")) == again


def test_one_module_done_again_is_not_yet_a_renewal():
    assert lacking(facts(m7=at("2027-01-04")), on("2027-01-05")) == (Missing(Lack.AGAIN, "m8"),)


def test_modules_done_again_in_the_window_renew_and_nobody_loses_days():
    done = facts(m7=at("2027-01-04"), m8=at("2027-01-06"))
    found = begins(held(), done, PROGRAMME, on("2027-01-07"), DESK)
    assert (found.path, found.completed_at) == (Path.RENEWAL, at("2027-01-06"))
    assert found.span == Span(date(2027, 1, 6), date(2028, 3, 1))


@pytest.mark.parametrize(
    ("done", "counts"), [(at("2026-12-30", 15), False), (at("2026-12-30", 16), True)]
)
def test_modules_count_from_midnight_of_the_city_on_which_the_window_opens(done, counts):
    known = facts(m7=done, m8=done)
    found = begins(held(), known, PROGRAMME, on("2027-01-02"), DESK)
    assert (found is not None) is counts


def test_a_score_that_is_too_low_the_second_time_is_done_once_more():
    known = facts(m7=at("2027-01-04"), m8=(at("2027-01-04"), 0.6))
    assert lacking(known, on("2027-01-05")) == (Missing(Lack.AGAIN, "m8"),)


def test_whoever_let_it_lapse_does_the_first_path_again():
    today = on("2027-04-02")
    again = tuple(Missing(Lack.AGAIN, slug) for slug in ("m3", "m7", "m8"))
    assert lacking(facts(), today) == again
    done = facts(**dict.fromkeys(("m3", "m7", "m8"), at("2027-04-01")))
    found = begins(held(), done, PROGRAMME, today, DESK)
    assert (found.path, found.span) == (
        Path.FIRST, Span(date(2027, 4, 1), date(2028, 4, 1)),
    )  # fmt: skip


def test_new_material_asks_for_the_new_edition_alone():
    today, case = on("2026-08-02", m8=2), held(stale=("m8",))
    assert lacking(facts(), today, case) == (Missing(Lack.MODULE, "m8"),)
    known = facts()
    newer = Finished(2, at("2026-08-01"), 0.9)
    known = Facts({**known.modules, "m8": (*known.modules["m8"], newer)})
    assert begins(case, known, PROGRAMME, today, DESK).path is Path.RENEWAL


def test_where_practice_is_asked_the_modules_stand():
    known = Facts(facts().modules, (at("2026-05-01"), at("2026-06-01")))
    found = begins(held(), known, PROGRAMME, on("2027-01-05"), COUNTER)
    assert found.span.since == OPENS

"""Computing how well predictions fitted, when a month is over, and all months anew on demand."""

from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import delete, insert

from training.kernel import jobs
from training.kernel.db import db, only_reading
from training.practice.queries.calibration import Fit, by_month, first_review, outcomes
from training.practice.rules.calibration import Calibration, calibration
from training.practice.rules.weeks import begin_of, day_of
from training.practice.tables.words import PracticeCalibration

CALIBRATE = "calibrate-practice"


def ask_to_calibrate(*, at: datetime, zone: str) -> None:
    """When the month of an instant is over, its predictions are compared; asked for once."""
    month = day_of(at, zone).replace(day=1)
    then = begin_of(_next(month), zone)
    payload, key = {"month": month.isoformat()}, f"{CALIBRATE}:{month}"
    jobs.ask(CALIBRATE, payload, at=at, key=key, run_at=then)


def calibrate(month: date, *, at: datetime, zone: str) -> None:
    """Compare the predictions of one month with what happened, in the place of an earlier look."""
    month = month.replace(day=1)
    _keep(month, _compared(month, zone), at)


def _compared(month: date, zone: str) -> Calibration:
    return calibration(outcomes(begin_of(month, zone), begin_of(_next(month), zone)))


def _keep(month: date, found: Calibration, at: datetime) -> None:
    db.session.execute(delete(PracticeCalibration).where(PracticeCalibration.month == month))
    row = {
        "month": month, "n": found.n, "rmse": found.rmse, "log_loss": found.log_loss,
        "baseline_log_loss": found.baseline_log_loss, "computed_at": at,
    }  # fmt: skip
    db.session.execute(insert(PracticeCalibration).values(row))


def calibrate_all(*, at: datetime, zone: str) -> tuple[Fit, ...]:
    """Every month from the first review to the present one, computed anew."""
    begun = first_review()
    month = day_of(begun, zone).replace(day=1) if begun else None
    while month and begin_of(month, zone) <= at:
        calibrate(month, at=at, zone=zone)
        month = _next(month)
    return by_month()


def _next(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def handlers(zone: str) -> dict[str, jobs.Handler]:
    """The handler of the monthly job."""
    return {CALIBRATE: partial(_calibrate, zone=zone)}


def _calibrate(running: jobs.Running, *, zone: str) -> None:
    """The month is over, so that nothing comes to it while its predictions are compared."""
    month = date.fromisoformat(running.payload["month"]).replace(day=1)
    with only_reading():
        found = _compared(month, zone)
    _keep(month, found, running.at)

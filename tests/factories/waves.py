"""Anonymous waves for tests."""

from datetime import date, datetime, timedelta
from uuid import UUID

from training.content.queries.drafts import read
from training.content.rules.waveforms import WaveForm
from training.kernel.settings import ROOT
from training.voice.actions.waves import Consultation, Plan, close_wave, consult, open_wave, prepare

PROMISE = "Jawaban Anda tidak dapat dihubungkan dengan nama Anda oleh siapa pun."
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def form() -> WaveForm:
    """The wave that lies in the project."""
    return read(ROOT, today=TODAY).waves["pendorong"]


def plan(**more) -> Plan:
    """A plan without a fault, from yesterday until next week."""
    plain = {"title": "Gelombang rekaan", "first_day": TODAY - DAY, "last_day": TODAY + 7 * DAY,
             "promise": PROMISE}  # fmt: skip
    return Plan(**{**plain, **more})


def prepared(at: datetime, **more) -> UUID:
    return prepare(plan(**more), form(), by=None, at=at)


def consulted(at: datetime, **more) -> UUID:
    made = prepared(at, **more)
    whom, result = "Pengurus Korpri dan pejabat pelindungan data", "Setuju dengan dua perubahan"
    told = Consultation(whom, TODAY - DAY, result)
    consult(made, told, by=None, at=at, today=TODAY)
    return made


def opened(at: datetime, **more) -> UUID:
    made = consulted(at, **more)
    open_wave(made, by=None, at=at, today=TODAY)
    return made


def closed(wave: UUID, at: datetime, k: int = 10) -> None:
    close_wave(wave, by=None, at=at, today=TODAY, k=k)


def given(step: int = 4) -> dict[str, int]:
    """The same step on every sentence."""
    return {each.key: step for each in form().items}

"""Sheets of the demo: what really happened in an occasion, and what one observer made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player
from training.content.rules.instruments import Instrument
from training.observation.rules.occasions import Mark, outcome

WELL, ILL = (0.90, 0.07), (0.32, 0.30)
"""How likely an item is done, and done in part: where the occasion is met, and where not."""
UNSEEN, SLIP = 0.12, 0.06
PLACES = ("Loket 1", "Loket 2", "Ruang tunggu", "Ruang pelayanan", "Ruang rapat", "Halaman")
NOTES = (
    "", "", "Antrean tertata, petunjuk bergambar mudah dilihat.",
    "Ruang tunggu sempit; sudut anak dipakai menyimpan berkas.",
    "Petugas bergantian sehingga tidak ada yang menunggu lama.",
    "Suara di loket terdengar dari kursi tunggu.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoSheet:
    """One observer's sheet, before it has a row."""

    marks: dict[str, str]
    place: str
    note: str
    started_at: datetime
    ended_at: datetime
    signed_at: datetime

    @property
    def met(self) -> bool:
        return outcome(Mark(each) for each in self.marks.values()).met

    def mended(self) -> "DemoSheet":
        """The same with one line changed."""
        key = next(iter(self.marks))
        other = Mark.PARTLY if self.marks[key] != Mark.PARTLY else Mark.MET
        return replace(self, marks={**self.marks, key: other.value})


def truth_for(
    player: Player, instrument: Instrument, *, announced: bool, chance: Random
) -> Mapping[str, Mark]:
    """What happened: well or not, by the person's conduct when told before and when not."""
    likely = player.conduct.watched if announced else player.conduct.unwatched
    done, partly = WELL if chance.random() < likely else ILL
    marks = {}
    for item in instrument.items:
        lot = chance.random()
        mark = Mark.MET if lot < done else Mark.PARTLY if lot < done + partly else Mark.NOT
        marks[item.key] = Mark.NOT_SEEN if chance.random() < UNSEEN else mark
    return marks


def sheet_for(
    truth: Mapping[str, Mark], observer: UUID, begun: datetime, chance: Random
) -> DemoSheet:
    """What one observer wrote: slips now and then, and each is a little stricter or milder."""
    strict = seeded("strict", observer.int % 2**31).gauss(0, 0.05)
    marks = {key: _seen(mark, strict, chance).value for key, mark in truth.items()}
    started = begun + timedelta(minutes=chance.randint(0, 6))
    ended = started + timedelta(minutes=chance.randint(18, 35))
    return DemoSheet(
        marks, chance.choice(PLACES), chance.choice(NOTES), started, ended,
        ended + timedelta(minutes=chance.randint(2, 90)),
    )  # fmt: skip


def _seen(mark: Mark, strict: float, chance: Random) -> Mark:
    lot = chance.random()
    if mark is Mark.NOT_SEEN or lot > SLIP + abs(strict):
        return mark
    steps = (Mark.NOT, Mark.PARTLY, Mark.MET)
    way = -1 if strict > 0 else 1
    return steps[max(0, min(2, steps.index(mark) + way))]

"""Casework made by the real actions: a unit with its head, a task force, and who leads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.factories import people
from training.content.rules.model import Stage
from training.oversight.actions import following, holding, planning
from training.oversight.actions.following import Said
from training.oversight.actions.holding import Hand
from training.oversight.actions.planning import Desk
from training.oversight.queries.agenda import led_by
from training.oversight.queries.cases import cases_of_entry
from training.oversight.rules.entries import EntryKind, Plan
from training.oversight.rules.following import StepKind
from training.oversight.rules.records import Agreed, Found, Record, Weight
from training.people.rules.kinds import Role

ZONE = "Asia/Makassar"
WHY = "Keluhan tentang antrean keluarga yang membawa anak."
SEEN = "Loket dibuka tepat waktu; anak menunggu di lorong tanpa tempat duduk."


def day_of(at: datetime) -> date:
    return at.astimezone(ZoneInfo(ZONE)).date()


@dataclass
class Town:
    """A unit and its neighbour, the head of the unit, the task force, a mentor who leads."""

    at: datetime

    def __post_init__(self) -> None:
        self.root = people.unit("KOTA", kind="kota")
        self.unit = people.unit("DINSOS", parent=self.root)
        self.below = people.unit("UPTD-A", parent=self.unit)
        self.beside = people.unit("DISHUB", parent=self.root)
        self.force = people.employee(self.root, name="Ketua Gugus")
        people.role(self.force, Role.TASK_FORCE, self.root)
        self.head = people.employee(self.unit, name="Kepala Dinas")
        people.role(self.head, Role.UNIT_HEAD, self.unit)
        self.mentor = people.employee(self.beside, name="Pendamping Rekaan")
        people.role(self.mentor, Role.MENTOR, self.beside)

    @property
    def today(self) -> date:
        return day_of(self.at)

    def desk(self, person=None, unit=None) -> Desk:
        """The desk of somebody over a unit; of the task force over the city unless named."""
        who, where = person or self.force, unit or (self.root if person is None else self.unit)
        return Desk(who.id, self.at, self.today, (where.path,))

    def hand(self, person=None) -> Hand:
        return Hand((person or self.mentor).id, self.at, ZONE)

    def later(self, **amount: float) -> datetime:
        self.at += timedelta(**amount)
        return self.at

    def planned(self, *, unit=None, leader=None, days: int = 0, **more) -> UUID:
        """A visit that is planned so many days from now; today unless said."""
        wanted = Plan(
            more.pop("kind", EntryKind.SUPERVISION), more.pop("title", "Loket ramah anak"),
            more.pop("why", WHY), self.today + timedelta(days=days),
            (unit or self.unit).id, (leader or self.mentor).id, **more,
        )  # fmt: skip
        return planning.plan(wanted, desk=self.desk())

    def found(self, **more) -> Found:
        agreed = Agreed(
            more.pop("act", "Menyediakan dua kursi anak di ruang tunggu."),
            more.pop("owner", "Kepala Seksi Pelayanan"),
            more.pop("due", self.today + timedelta(days=14)),
        )
        return Found(
            more.pop("what", "Anak menunggu sambil berdiri di lorong."),
            more.pop("stage", Stage.SERVICE), more.pop("weight", Weight.MEND), agreed, **more,
        )  # fmt: skip

    def record(self, *findings: Found, **more) -> Record:
        """A record that ended a minute ago."""
        return Record(
            more.pop("place", "Ruang layanan lantai 1"),
            more.pop("started_at", self.at - timedelta(minutes=61)),
            more.pop("ended_at", self.at - timedelta(minutes=1)),
            more.pop("present", "Kepala seksi dan dua petugas loket"), more.pop("seen", SEEN),
            findings, **more,
        )  # fmt: skip

    def held(self, *findings: Found, **more) -> UUID:
        """A visit that was planned for today and signed by who leads, with a finding."""
        leader = more.pop("leader", None)
        made = self.planned(leader=leader, **more)
        wanted = self.record(*(findings or (self.found(),)))
        holding.sign(made, wanted, hand=self.hand(leader))
        return made

    def case(self, **more) -> UUID:
        """A finding of a visit that was held."""
        made = self.held(**more)
        return cases_of_entry(made, today=self.today)[0].id

    def says(self, case: UUID, kind: StepKind, words: str = "Sudah dikerjakan.", **more) -> None:
        """The head answers, or the task force checks."""
        said = Said(kind, words, **more)
        if kind in (StepKind.ANSWER, StepKind.DONE):
            following.answer(case, said, desk=self.desk(self.head))
        else:
            following.check(case, said, desk=self.desk())

    def agenda(self):
        return led_by(self.mentor.id, today=self.today)

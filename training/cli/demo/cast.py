"""Who of the demo city can be signed in as: one for each role, a dozen employees of many units."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from training.cli.demo.staff import Person
from training.people.rules.kinds import JobFamily, Role

SERVES, PLANS = JobFamily.FRONT_LINE, JobFamily.PLANNER
DECIDES, SUPPORTS = JobFamily.DECISION_MAKER, JobFamily.SUPPORT
ANY = frozenset(JobFamily)
RESERVE = 80


@dataclass(frozen=True, slots=True)
class Part:
    """One account: its role, the unit and kind of post where its holder is looked for first.

    `fresh` people have done nothing yet, so that a visitor can walk the whole way.
    """

    role: Role
    unit: str
    families: frozenset[JobFamily] = ANY
    fresh: bool = False


def _employee(unit: str, family: JobFamily, *, fresh: bool = False) -> Part:
    return Part(Role.EMPLOYEE, unit, frozenset({family}), fresh)


PARTS = (
    _employee("DISDUKCAPIL", SERVES, fresh=True),
    _employee("KEL-KLANDASAN-ILIR", SERVES, fresh=True),
    _employee("RSUD-BERIMAN", SERVES, fresh=True),
    _employee("BAPPEDALITBANG", PLANS, fresh=True),
    _employee("DINSOS", DECIDES, fresh=True),
    _employee("DPU", PLANS, fresh=True),
    _employee("DISDIKBUD", SERVES),
    _employee("DKK", SERVES),
    _employee("SATPOLPP", SERVES),
    _employee("KEC-KOTA", PLANS),
    _employee("DISHUB", DECIDES),
    _employee("KEL-MANGGAR", SUPPORTS),
    _employee("DISPUTAKAR", SERVES),
    Part(Role.UNIT_HEAD, "DISDUKCAPIL", frozenset({DECIDES})),
    Part(Role.MENTOR, "DP3AKB", frozenset({SERVES, PLANS})),
    Part(Role.HR, "BKPSDM"),
    Part(Role.TASK_FORCE, "DP3AKB"),
    Part(Role.AUTHOR, "DP3AKB"),
    Part(Role.ADMIN, "DISKOMINFO"),
    Part(Role.AUDITOR, "INSPEKTORAT"),
)
OVER_OWN_UNIT = frozenset({Role.UNIT_HEAD, Role.MENTOR})


@dataclass(slots=True)
class Cast:
    """Fills the parts while the city is being staffed; what fits nowhere waits in reserve."""

    filled: dict[Part, Person] = field(default_factory=dict)
    reserve: list[Person] = field(default_factory=list)

    def see(self, person: Person) -> Part | None:
        """Offer a person; answers the part they get."""
        if not _suits(person):
            return None
        post = person.post
        for part in PARTS:
            fits = part.unit == post.office.code and post.family in part.families
            if fits and part not in self.filled and _heads(part, person):
                self.filled[part] = person
                return part
        if len(self.reserve) < RESERVE:
            self.reserve.append(person)
        return None

    def complete(self) -> Iterator[tuple[Part, Person]]:
        """Every part with its person; in a small city whoever is left takes the open parts."""
        waiting = iter(self.reserve)
        for part in PARTS:
            person = self.filled.get(part) or next(waiting, None)
            if person is not None:
                self.filled[part] = person
                yield part, person

    def holder(self, role: Role) -> Person | None:
        """The person with the demo account of a role."""
        return next((who for part, who in self.filled.items() if part.role is role), None)


def _suits(person: Person) -> bool:
    settled = person.left is None and person.absence is None and len(person.posts) == 1
    return settled and person.email is not None and person.number is not None


def _heads(part: Part, person: Person) -> bool:
    return person.head == (part.role is Role.UNIT_HEAD)

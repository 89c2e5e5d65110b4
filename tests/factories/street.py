"""A street in which an act was done and told of: its doer, who saw it, and who may review it."""

from uuid import UUID

from tests.factories import people
from tests.factories.commitments import done, number_of, png
from training.commitments.actions import artefacts
from training.commitments.actions.artefacts import FOLDER, HandedIn, hand_in
from training.commitments.actions.witnesses import answer, ask_witness
from training.commitments.queries.artefacts import waiting
from training.commitments.queries.evidence import evidence_between
from training.commitments.queries.witnesses import questions
from training.commitments.rules.files.taking import take
from training.kernel.jobs import Running

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


class Street:
    """Two units beside each other, somebody who did as planned, and a colleague who saw it."""

    def __init__(self, clock, folder) -> None:
        self.root = people.unit("KOTA", kind="kota")
        self.unit = people.unit("A", parent=self.root)
        self.beside = people.unit("B", parent=self.root)
        self.clock, self.folder = clock, folder
        self.person, self.colleague = people.employee(self.unit), people.employee(self.unit)
        self.mentor = people.employee(self.beside)
        self.plan = done(self.person, at=clock.now)

    @property
    def today(self):
        return self.clock.now.date()

    def ask(self, witness, *, person=None, plan=None, name=""):
        who = people.acting(person or self.person)
        name = name or number_of(witness.id)
        plan = plan or self.plan
        return ask_witness(who, plan, 2, name, at=self.clock.now, today=self.today)

    def answer(self, witness, said="yes"):
        asked = questions(witness.id)[0]
        answer(people.acting(witness), asked.id, said, at=self.clock.now, today=self.today)

    def bring(self, data=None, *, no_child=True, person=None, plan=None):
        who, brought = (
            people.acting(person or self.person),
            HandedIn(2, take(data or png()), no_child),
        )
        more = {"at": self.clock.now, "today": self.today, "folder": self.folder}
        return hand_in(who, plan or self.plan, brought, **more)

    def find(self, said, *, reviewer=None):
        reviewer = people.acting(reviewer or self.mentor)
        [found] = waiting(reviewer)
        artefacts.find(reviewer, found.id, said, at=self.clock.now, today=self.today)

    def enactments(self):
        return [each for each in evidence_between(FIRST, LAST) if each.kind == "enactment"]

    def sweep(self):
        running = Running(UUID(int=1), {}, self.clock.now, lambda *_: None)
        return artefacts.sweep(running, data=self.folder)["removed"]

    def files(self):
        folder = self.folder / FOLDER
        return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []

"""Which case comes next: probes first, then due cards, unseen variants before seen ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from training.content.rules.quizzes import Question
from training.practice.rules.cards import Card
from training.practice.rules.memory import Grade, Memory, begun, recall
from training.practice.rules.probes import opens_at, waiting
from training.practice.rules.record import CaseKind, Finish, Record, Shelf, learnt
from training.practice.rules.weeks import week_of
from training.quiz.rules.drawing import order_of

GUARANTEED = timedelta(weeks=36)


@dataclass(frozen=True, slots=True)
class Learner:
    """One card as one person stands to it. `due_at` is of the memory; probes open by themselves."""

    card: Card
    finish: Finish
    memory: Memory
    seen: dict[str, datetime]
    unseen: tuple[str, ...]
    mark: int | None = None

    @property
    def due_at(self) -> datetime:
        return self.memory.due_at if self.mark is None else opens_at(self.finish.at, self.mark)

    @property
    def asked_at(self) -> datetime:
        """When it was last practised or asked; the day on which its module was finished counts."""
        times = [self.seen[each] for each in self.card.variants if each in self.seen]
        return max([self.finish.at, *times])


@dataclass(frozen=True, slots=True)
class Choice:
    """The case that comes next. `predicted` is the recall (0–1) that memory promises for it."""

    card: Card
    question: str
    kind: CaseKind
    mark: int | None
    unseen: bool
    asked_at: datetime
    learnt_at: datetime
    learnt: Grade
    predicted: float


def learners(record: Record, shelf: Shelf, at: datetime) -> Iterator[Learner]:
    """Every card of the finished modules; what is kept back for a probe comes as that probe.

    A kept-back card whose unseen variants were used up elsewhere (another quiz) cannot be probed
    and is practised like all others.
    """
    for slug, finish in record.finished.items():
        cards, seen = shelf.get(slug, ()), record.seen(slug)
        marks = {card.key: mark for mark, card in waiting(record, slug, cards, at).items()}
        for card in cards:
            kept = record.memories.get((slug, card.key))
            memory = kept or begun(learnt(card, finish), finish.at)
            unseen = tuple(each for each in card.variants if each not in seen)
            mark = marks.get(card.key) if unseen else None
            yield Learner(card, finish, memory, seen, unseen, mark)


def due(record: Record, shelf: Shelf, *, at: datetime, zone: str) -> list[Learner]:
    """What may be asked now, the most urgent first; cards of this week do not come twice.

    Probes that have opened come first, the later marks before the earlier. Then cards that memory
    says are due: with unseen variants first, of those the least remembered; a seed of the person
    and the week decides between equals. In the 36 weeks after a module somebody always has one case
    a week: where nothing is due, the card that is due next.
    """
    week = week_of(at, zone)
    now = {(each.slug, each.card) for each in record.in_week(week)}
    every = [e for e in learners(record, shelf, at) if (e.card.slug, e.card.key) not in now]
    Random(f"{record.person} {week}").shuffle(every)
    ready = [each for each in every if each.due_at <= at]
    if not ready and not now and _is_guaranteed(record, at, zone):
        free = [each for each in every if each.mark is None]
        ready = sorted(free, key=lambda each: each.due_at)[:1]
    return sorted(ready, key=lambda each: _urgency(each, at))


def _urgency(each: Learner, at: datetime) -> tuple[int, bool, float]:
    return -(each.mark or 0), not each.unseen, recall(each.memory, at)


def _is_guaranteed(record: Record, at: datetime, zone: str) -> bool:
    """Whether a module was finished in an earlier week, and not longer than 36 weeks ago."""
    week = week_of(at, zone)
    ends = [each.at for each in record.finished.values() if week_of(each.at, zone) < week]
    return bool(ends) and at - max(ends) <= GUARANTEED


def choice(of: Learner, *, at: datetime, chance: Random) -> Choice:
    """The case of a card: an unseen variant, or the one that was seen longest ago.

    The variant that was seen last comes back only where there is no other.
    """
    unseen = of.unseen
    question = chance.choice(unseen) if unseen else _longest_ago(of.card.variants, of.seen)
    return Choice(
        of.card, question, CaseKind.PROBE if of.mark else CaseKind.PRACTICE, of.mark,
        bool(unseen), of.asked_at, of.finish.at, learnt(of.card, of.finish),
        recall(of.memory, at),
    )  # fmt: skip


def _longest_ago(variants: Sequence[str], seen: dict[str, datetime]) -> str:
    return min(variants, key=lambda each: seen[each])


def shown_order(question: Question, seed: str) -> tuple[str, ...]:
    """The order in which a case shows its options; the same seed, the same order."""
    return order_of(question, Random(seed))


def next_due(every: Iterable[Learner], at: datetime) -> datetime | None:
    """When the next card or probe becomes due after an instant."""
    return min((each.due_at for each in every if each.due_at > at), default=None)

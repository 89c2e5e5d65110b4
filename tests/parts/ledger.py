"""What was acknowledged and what it must be worth, kept and computed beside the product.

Nothing here asks the product's own rules: the marks are worked out by other means, the corrections
are followed letter by letter.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import correlation, fmean
from typing import Any
from uuid import UUID

KEYED, SEVERAL, TRUE, SITUATION = "m1-kunci-a", "m1-pilih-a", "m1-nilai-a", "m1-sjt-s01"
RIGHT_ONES, EXPERTS, PASS_MARK = {"a", "b"}, (3.8, 1.2, 2.4, 2.8), 0.75


def judged(value: dict[str, int] | None) -> float:
    """A rated situation is worth the correlation with the experts, never less than nothing."""
    given = [value[key] for key in "abcd"] if value and len(value) == len(EXPERTS) else [1] * 4
    return max(0.0, correlation(given, EXPERTS)) if len(set(given)) > 1 else 0.0


WORTH: dict[str, Callable[[Any, str], float]] = {
    KEYED: lambda value, right: float(value == right),
    SEVERAL: lambda value, _right: float(set(value or ()) == RIGHT_ONES),
    TRUE: lambda value, _right: float(value == "benar"),
    SITUATION: lambda value, _right: judged(value),
}


@dataclass(frozen=True)
class Release:
    """A published release: its number, its edition, and what its keyed question holds right."""

    number: int
    edition: int
    right: str


@dataclass(frozen=True)
class Correction:
    """In all releases before `number`, what was held right is from now on another option.

    `spares`: whoever would have lost by it has not.
    """

    number: int
    replaced: str
    right: str
    spares: bool = False


@dataclass
class Paper:
    """One attempt: whose, at which release, since when, and every answer acknowledged."""

    person: UUID
    unit: UUID
    release: Release
    started_at: datetime
    journal: dict[str, list[Any]] = field(default_factory=dict)
    marks: dict[str, float] | None = None
    void: bool = False

    def answer(self, question: str) -> Any:
        return (self.journal.get(question) or [None])[-1]

    @property
    def score(self) -> float:
        return fmean((self.marks or {}).values())


@dataclass
class Ledger:
    """Everything that was acknowledged since the beginning of an example."""

    releases: list[Release] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    papers: dict[UUID, Paper] = field(default_factory=dict)

    def right_now(self, release: Release) -> str:
        """What counts as right for attempts at a release, after all corrections so far."""
        last = self._last(release)
        return last.right if last else release.right

    def _last(self, release: Release) -> Correction | None:
        """The last correction that holds for a release; one may follow another, or widen it."""
        last: Correction | None = None
        for each in self.corrections:
            wider = last is not None and last.spares and last.replaced == each.replaced
            right = last.right if last else release.right
            if release.number < each.number and right == (each.right if wider else each.replaced):
                last = each
        return last

    def _concerns(self, release: Release, replaced: str) -> bool:
        """Whether a release holds that key right, or was spared when today's replaced it."""
        last, newest = self._last(release), self.releases[-1]
        if last and last.spares and (last.replaced, last.right) == (replaced, newest.right):
            return True
        return self.right_now(release) == replaced

    def correctable(self) -> set[str]:
        """What earlier releases still hold right and the newest one does not."""
        *earlier, newest = self.releases
        return {self.right_now(each) for each in earlier} - {newest.right}

    def close(self, paper: Paper, *, void: bool) -> None:
        right = self.right_now(paper.release)
        paper.void = void
        paper.marks = {key: worth(paper.answer(key), right) for key, worth in WORTH.items()}

    def correct(self, replaced: str, *, only_better: bool) -> int:
        """Correct the key of every closed attempt concerned; answers how many changed."""
        newest, changed = self.releases[-1], 0
        concerned = [each for each in self.releases[:-1] if self._concerns(each, replaced)]
        for paper in self.papers.values():
            if paper.marks is None or paper.release not in concerned:
                continue
            mark = WORTH[KEYED](paper.answer(KEYED), newest.right)
            if mark > paper.marks[KEYED] or (mark < paper.marks[KEYED] and not only_better):
                paper.marks = {**paper.marks, KEYED: mark}
                changed += 1
        if changed:
            made = Correction(newest.number, replaced, newest.right, spares=only_better)
            self.corrections.append(made)
        return changed

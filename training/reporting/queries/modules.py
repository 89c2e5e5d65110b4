"""The modules as they are now, as reports need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select

from training.content.queries import module_of, quiz_of
from training.content.rules.gates import Counts, Purpose, policy_of
from training.content.rules.model import Audience, UnitKind
from training.content.tables import Release
from training.kernel.db import db
from training.learning.rules.assignment import is_for
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.reporting.rules.progress import Asked


@dataclass(frozen=True, slots=True)
class Current:
    """The newest release of one module."""

    slug: str
    edition: int
    code: str
    title: str
    lessons: tuple[str, ...]
    has_quiz: bool
    audience: Audience
    counts: Counts = Counts.BEST

    @property
    def asked(self) -> Asked:
        return Asked(self.slug, self.edition, len(self.lessons), self.has_quiz, self.counts)

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}"

    def is_for(self, job_family: str, unit_kind: str) -> bool:
        """Whether a post of this family in a unit of this kind must learn it."""
        return is_for(self.audience, job_family, unit_kind)


def current() -> tuple[Current, ...]:
    """Every published module, in the order of the codes (M2 before M10)."""
    newest = select(Release.slug, func.max(Release.number).label("number")).group_by(Release.slug)
    top = newest.subquery()
    on_top = (top.c.slug == Release.slug) & (top.c.number == Release.number)
    found = select(Release.id, Release.slug, Release.edition).join(top, on_top)
    made = [_current(*row) for row in db.session.execute(found)]
    return tuple(sorted(made, key=lambda each: (len(each.code), each.code, each.slug)))


def _current(release_id: UUID, slug: str, edition: int) -> Current:
    module = module_of(release_id)
    lessons = tuple(lesson.id for lesson in module.lessons)
    quiz = quiz_of(release_id)
    counts = policy_of(quiz.rules if quiz else (), Purpose.POST).counts
    return Current(
        slug, edition, module.code, module.title, lessons, quiz is not None, module.audience, counts
    )


class Assignment:
    """Which modules are whose, remembered for every job family and kind of unit that was asked."""

    def __init__(self, modules: Sequence[Current]) -> None:
        self.modules = modules
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def own(self, job_family: str, unit_kind: str) -> frozenset[str]:
        """The slugs of the modules that a post of this family in a unit of this kind must learn."""
        post = (job_family, unit_kind)
        if post not in self._known:
            mine = {each.slug for each in self.modules if each.is_for(*post)}
            self._known[post] = frozenset(mine)
        return self._known[post]


def is_own(module: Current) -> ColumnElement[bool]:
    """The same question in SQL, about a joined posting and unit."""
    families = Posting.job_family.in_([family.value for family in module.audience.job_families])
    if UnitKind.ALL in module.audience.unit_kinds:
        return families
    return families & Unit.kind.in_([kind.value for kind in module.audience.unit_kinds])


def any_own(modules: Sequence[Current]) -> ColumnElement[bool]:
    """Whether any of the modules is the post's."""
    return or_(false(), *(is_own(each) for each in modules))

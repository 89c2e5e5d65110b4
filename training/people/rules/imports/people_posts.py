"""A person's posts against what the file says of them: stay, change their words, end, begin."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.model import AmendPost, OpenPost, Terms
from training.people.rules.imports.people_match import Match
from training.people.rules.imports.people_rows import PersonRow
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.state import PersonFact, PostFact, Record, UnitFact
from training.people.rules.imports.values import family_of
from training.people.rules.kinds import JobFamily, PostingKind


@dataclass(slots=True)
class Posts:
    """Collects what is to be done with one person's posts."""

    set: Callable[..., None]
    tell: Callable[[Problem], None]
    record: Record
    terms: Terms
    known: bool = False
    ended: list[UUID] = field(default_factory=list)
    amended: list[AmendPost] = field(default_factory=list)
    opened: list[OpenPost] = field(default_factory=list)

    def steps(self) -> dict[str, object]:
        return {
            "end_posts": tuple(self.ended), "amend_posts": tuple(self.amended),
            "open_posts": tuple(self.opened),
        }  # fmt: skip

    def name(self, unit_id: UUID) -> str:
        return self.record.units[unit_id].name


def posts_of(each: Match, places: tuple[UnitFact | None, ...], posts: Posts) -> None:
    """Compare every row of one person with the post it speaks of."""
    kept: set[UUID] = set()
    named: dict[tuple[PostingKind, UUID], int] = {}
    for row, place in zip(each.rows, places, strict=True):
        if place and named.setdefault((row.kind, place.id), row.line) != row.line:
            _tell_twice(row, named[row.kind, place.id], posts)
            continue
        held = _held(row, place, each.person)
        if held is not None:
            kept.add(held.id)
        _compare(row, place, held, posts)
    if posts.terms.full and each.person:
        _end_unnamed(each.person, kept, posts)


def _tell_twice(row: PersonRow, first: int, posts: Posts) -> None:
    """The same acting post on two rows; two definitive ones were told when rows were matched."""
    if row.kind is not PostingKind.DEFINITIVE:
        posts.tell(Problem(row.line, P.UNIT, Code.TWICE_IN_FILE, row.name, str(first)))


def _held(row: PersonRow, place: UnitFact | None, person: PersonFact | None) -> PostFact | None:
    """The open post that a row speaks of: the definitive one, or the acting one in that unit."""
    if person is None:
        return None
    if row.kind is PostingKind.DEFINITIVE:
        return person.definitive
    acting = (post for post in person.posts if post.kind is row.kind)
    return next((post for post in acting if place is None or post.unit_id == place.id), None)


def _compare(row: PersonRow, place: UnitFact | None, held: PostFact | None, posts: Posts) -> None:
    if held is None and place is None:
        posts.tell(Problem(row.line, P.UNIT, Code.UNIT_MISSING, row.name))
        return
    family = _family(row, held)
    if held is None and place is not None:
        _begin(row, place, family, posts)
    elif held is not None:
        _go_on(row, place, held, family, posts)


def _family(row: PersonRow, held: PostFact | None) -> JobFamily:
    """The row's job family; else the one held, unless the title is new: then what it suggests."""
    if row.family is not None:
        return row.family
    if held is not None and (not row.title or row.title == held.title):
        return held.family
    return family_of(row.title)


def _since(row: PersonRow, posts: Posts) -> date:
    """The first post of a new person begins on the day that the file gives (TMT).

    Any other one on the file's own day, so that no two posts overlap.
    """
    if row.since is None or posts.known:
        return posts.terms.day
    if row.since > posts.terms.day:
        posts.tell(Problem(row.line, P.SINCE, Code.DATE_AHEAD, row.since.isoformat()))
    return row.since


def _begin(row: PersonRow, place: UnitFact, family: JobFamily, posts: Posts) -> None:
    posts.opened.append(OpenPost(place.id, row.kind, row.title, family, _since(row, posts)))
    if row.kind is not PostingKind.DEFINITIVE:
        posts.set(P.POSTING, "", row.kind.value)
    posts.set(P.UNIT, "", place.name)
    if row.title:
        posts.set(P.TITLE, "", row.title)
    posts.set(P.FAMILY, "", family.value, derived=row.family is None)


def _go_on(
    row: PersonRow, place: UnitFact | None, held: PostFact, family: JobFamily, posts: Posts
) -> None:
    """Another unit or job family is a new post from the file's day on; another title is a word."""
    unit_id = place.id if place else held.unit_id
    title = row.title or held.title
    if (unit_id, title, family) == (held.unit_id, held.title, held.family):
        return
    if unit_id != held.unit_id:
        posts.set(P.UNIT, posts.name(held.unit_id), posts.name(unit_id))
    if title != held.title:
        posts.set(P.TITLE, held.title, title)
    if family is not held.family:
        posts.set(P.FAMILY, held.family.value, family.value, derived=row.family is None)
    only_words = unit_id == held.unit_id and family is held.family
    day = posts.terms.day
    if held.since > day and not only_words:
        posts.tell(Problem(row.line, P.UNIT, Code.OLDER_THAN_RECORD, held.since.isoformat()))
    elif only_words or held.since == day:
        # A second file for the same day corrects the first: a post of no days would say nothing.
        posts.amended.append(AmendPost(held.id, unit_id, title, family))
    else:
        posts.ended.append(held.id)
        posts.opened.append(OpenPost(unit_id, held.kind, title, family, day))


def _end_unnamed(person: PersonFact, kept: set[UUID], posts: Posts) -> None:
    """A complete list that names a person without one of their acting posts ends that post."""
    for post in person.posts:
        inside = posts.record.units[post.unit_id].path.startswith(posts.terms.full)
        acting = post.kind is not PostingKind.DEFINITIVE
        if acting and inside and post.id not in kept and post.since <= posts.terms.day:
            posts.ended.append(post.id)
            posts.set(P.POSTING, f"{post.kind.value}: {posts.name(post.unit_id)}", "")

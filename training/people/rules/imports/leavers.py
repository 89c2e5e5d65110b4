"""Who is missing from a complete list, and when that is too many to be true."""

from collections.abc import Iterable, Iterator, Sequence

from training.people.rules.access import within
from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.model import Delta, Fate, PersonChange, Steps, Terms
from training.people.rules.imports.people_match import Match
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.state import PersonFact, PostFact, Record

MOST_LEAVERS = 0.05


def absences(
    matches: Sequence[Match], record: Record, terms: Terms, changes: Sequence[PersonChange]
) -> tuple[list[PersonChange], int]:
    """The people of the covered subtree whom a complete list does not name, and how many it covers.

    A file that does not claim to be complete covers the people whom it names.
    """
    named = {each.person.id for each in matches if each.person}
    if not terms.full:
        return [], sum(1 for key in named if record.people[key].definitive)
    touched = {change.person for change in changes}
    gone = [
        _leaves(person, record, terms)
        for person in record.people.values()
        if person.id not in named and person.id not in touched and _covered(person, record, terms)
    ]
    covered = [each for each in record.people.values() if _covered(each, record, terms)]
    return sorted(gone, key=lambda change: (change.name, str(change.person))), len(covered)


def _covered(person: PersonFact, record: Record, terms: Terms) -> bool:
    """Whether the person had a definitive post in the covered subtree before the file's day."""
    post = person.definitive
    return bool(post and post.since <= terms.day and _inside(post, record, terms))


def _inside(post: PostFact, record: Record, terms: Terms) -> bool:
    return record.units[post.unit_id].path.startswith(terms.full)


def _leaves(person: PersonFact, record: Record, terms: Terms) -> PersonChange:
    ended = [
        post for post in person.posts
        if post.since <= terms.day and (post == person.definitive or _inside(post, record, terms))
    ]  # fmt: skip
    deltas = tuple(Delta(P.UNIT, record.units[post.unit_id].name, "") for post in ended)
    steps = Steps(end_posts=tuple(post.id for post in ended))
    return PersonChange(None, person.id, person.name, Fate.LEFT, deltas, steps)


def too_many(changes: Iterable[PersonChange], covered: int, terms: Terms) -> list[Problem]:
    """More than one in twenty leaving at once is more often a wrong file than the truth."""
    leaving = sum(1 for change in changes if change.fate is Fate.LEFT)
    if terms.confirm_leavers or leaving <= covered * MOST_LEAVERS:
        return []
    return [Problem(None, "", Code.TOO_MANY_LEAVERS, str(covered), str(leaving))]


def powers_left(changes: Iterable[PersonChange], record: Record, terms: Terms) -> Iterator[Problem]:
    """What follows from the leaving of those who hold roles: they lose them with their last post.

    Nobody takes powers away from somebody who holds them beyond the importer's own units, and the
    city is never left without an administrator.
    """
    leaving = [change for change in changes if leaves_altogether(change, record)]
    for change in leaving:
        offices = record.people[change.person].offices if change.person else ()
        if offices:
            inside = all(within(path, terms.scope) for path in offices)
            code = Code.LEAVER_HOLDS_ROLE if inside else Code.LEAVER_HOLDS_MORE
            yield Problem(change.line, "", code, change.name)
    admins = {person.id for person in record.people.values() if person.administers_all}
    names = [change.name for change in leaving if change.person in admins]
    if admins and len(names) == len(admins):
        yield Problem(None, "", Code.LAST_ADMIN, ", ".join(names))


def leaves_altogether(change: PersonChange, record: Record) -> bool:
    """Whether no post of any kind is left to the person."""
    held = {post.id for post in record.people[change.person].posts} if change.person else set()
    return bool(held) and held == set(change.steps.end_posts) and not change.steps.open_posts

"""One person's row against their record: which values differ and what is to be done about it."""

from dataclasses import dataclass, field

from training.people.rules.access import within
from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.model import Delta, Fate, PersonChange, Steps, Terms
from training.people.rules.imports.people_match import Match
from training.people.rules.imports.people_posts import Posts, posts_of
from training.people.rules.imports.people_rows import PersonRow
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.state import PersonFact, Record, UnitFact
from training.people.rules.imports.values import Left
from training.people.rules.kinds import IdentifierKind, PostingKind, StandingKind, Status
from training.people.rules.names import resemble

STATUS_OF = {
    IdentifierKind.NIP: Status.PNS,
    IdentifierKind.NI_PPPK: Status.PPPK,
    IdentifierKind.CONTRACT: Status.NON_ASN,
}


@dataclass(slots=True)
class Draft:
    """A change while it is being found."""

    row: PersonRow
    person: PersonFact | None
    deltas: list[Delta] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    steps: dict[str, object] = field(default_factory=dict)

    def set(self, column: str, old: str, new: str, *, derived: bool = False) -> None:
        self.deltas.append(Delta(column, old, new, derived))

    def tell(self, code: Code, column: str, old: str = "", new: str = "") -> None:
        self.problems.append(Problem(self.row.line, column, code, old, new))


def change_of(
    each: Match, places: tuple[UnitFact | None, ...], record: Record, terms: Terms
) -> tuple[PersonChange | None, list[Problem]]:
    """The change of one person (None: nothing changes) and what is wrong or worth knowing."""
    draft = Draft(each.rows[0], each.person)
    if draft.row.standing is Left.LEFT:
        return _leaver(draft, record, terms)
    if _is_own(each, record, terms):
        _person(draft, terms)
    _posts(draft, each, places, record, terms)
    if not draft.deltas:
        return None, draft.problems
    person = each.person
    fate = Fate.CHANGED if person else Fate.ADDED
    name = draft.row.name or (person.name if person else "")
    change = PersonChange(draft.row.line, person.id if person else None, name, fate,
                          tuple(draft.deltas), Steps(**draft.steps))  # type: ignore[arg-type]  (the names are those of its fields)  # fmt: skip
    return change, draft.problems


def _is_own(each: Match, record: Record, terms: Terms) -> bool:
    """Whether the importer may touch the person, or only an acting post in their units."""
    post = each.person.definitive if each.person else None
    return post is None or within(record.units[post.unit_id].path, terms.scope)


def _leaver(
    draft: Draft, record: Record, terms: Terms
) -> tuple[PersonChange | None, list[Problem]]:
    """A row that says the person has left ends every post that the importer may end."""
    person = draft.person
    if person is None:
        draft.tell(Code.LEAVER_UNKNOWN, P.STANDING, draft.row.name)
        return None, draft.problems
    mine = [post for post in person.posts if within(record.units[post.unit_id].path, terms.scope)]
    late = [post for post in mine if post.since > terms.day]
    if late:
        draft.tell(Code.OLDER_THAN_RECORD, P.STANDING, late[0].since.isoformat())
    if not mine:
        return None, draft.problems
    for post in mine:
        draft.set(P.UNIT, record.units[post.unit_id].name, "")
    steps = Steps(end_posts=tuple(post.id for post in mine))
    deltas = tuple(draft.deltas)
    gone = PersonChange(draft.row.line, person.id, person.name, Fate.LEFT, deltas, steps)
    return gone, draft.problems


def _person(draft: Draft, terms: Terms) -> None:
    _name(draft)
    _number(draft)
    _status(draft)
    _email(draft, terms)
    _standing(draft, terms)


def _name(draft: Draft) -> None:
    row, person = draft.row, draft.person
    old = person.name if person else ""
    if row.name and row.name != old:
        draft.steps["name"] = row.name
        draft.set(P.NAME, old, row.name)
        if person and not resemble(old, row.name):
            draft.tell(Code.NAME_DIFFERS, P.NAME, old, row.name)


def _number(draft: Draft) -> None:
    """A number that is not yet on the record replaces the open ones."""
    number = draft.row.number
    held = draft.person.numbers if draft.person else ()
    if number is None or any(each.value == number.value for each in held):
        return
    draft.steps["number"] = (number.kind, number.value)
    draft.steps["end_numbers"] = tuple(each.id for each in held)
    draft.set(P.NIP, ", ".join(each.value for each in held), number.value)


def _status(draft: Draft) -> None:
    """What the row says; for a new person or a new number, what the number's digits say."""
    row, person = draft.row, draft.person
    told = STATUS_OF[row.number.kind] if row.number else Status.NON_ASN
    derives = person is None or ("number" in draft.steps and row.number is not None)
    status = row.status or (told if derives else None)
    if status is None:
        return
    if row.number and row.number.kind is not IdentifierKind.CONTRACT and not _fits(status, told):
        draft.tell(Code.STATUS_DIFFERS, P.STATUS, status.value, told.value)
    if person is None or person.status is not status:
        draft.steps["status"] = status
        draft.set(P.STATUS, person.status.value if person else "", status.value)


def _fits(status: Status, told: Status) -> bool:
    return status is told or (status is Status.PPPK_PART_TIME and told is Status.PPPK)


def _email(draft: Draft, terms: Terms) -> None:
    """An e-mail is where a reset link goes: nobody changes it for a person with wider powers."""
    row, person = draft.row, draft.person
    old = person.email if person else ""
    if not row.email or row.email == old:
        return
    if person and any(not within(path, terms.scope) for path in person.offices):
        draft.tell(Code.EMAIL_OF_OFFICER, P.EMAIL, old, row.email)
        return
    draft.steps["email"] = row.email
    draft.set(P.EMAIL, old, row.email)


def _standing(draft: Draft, terms: Terms) -> None:
    told = draft.row.standing
    held = draft.person.standing if draft.person else None
    present = held.kind if held else StandingKind.ACTIVE
    if told is None or isinstance(told, Left) or told is present:
        return
    if held and held.since > terms.day:
        draft.tell(Code.OLDER_THAN_RECORD, P.STANDING, held.since.isoformat())
    draft.steps["end_standing"] = held.id if held else None
    draft.steps["standing"] = None if told is StandingKind.ACTIVE else told
    draft.set(P.STANDING, present.value if draft.person else "", told.value)


def _posts(
    draft: Draft, each: Match, places: tuple[UnitFact | None, ...], record: Record, terms: Terms
) -> None:
    found = Posts(draft.set, draft.problems.append, record, terms, known=each.person is not None)
    posts_of(each, places, found)
    draft.steps |= found.steps()
    acting_only = all(row.kind is not PostingKind.DEFINITIVE for row in each.rows)
    if each.person is None and acting_only:
        draft.tell(Code.ONLY_ACTING, P.POSTING, draft.row.name)

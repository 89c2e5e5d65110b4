"""An invented record of the city in memory, files about it, and what a plan makes of it."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

from tests.factories import sheets
from training.people.rules.imports.model import PeoplePlan, PersonChange, Terms
from training.people.rules.imports.people_plan import plan
from training.people.rules.imports.people_rows import read_rows
from training.people.rules.imports.problems import Code
from training.people.rules.imports.state import (
    NumberFact,
    PersonFact,
    PostFact,
    Record,
    StandingFact,
    UnitFact,
)
from training.people.rules.kinds import IdentifierKind, JobFamily, PostingKind, Status

_key = count(1)
LONG_AGO = date(2020, 1, 1)
PLACES = {
    "KOTA": ("Kota", "/KOTA/"),
    "DINSOS": ("Dinas Sosial", "/KOTA/DINSOS/"),
    "DISHUB": ("Dinas Perhubungan (Dishub)", "/KOTA/DISHUB/"),
    "KEC-A": ("Kecamatan A", "/KOTA/KEC-A/"),
    "TU-A": ("Tata Usaha", "/KOTA/KEC-A/TU-A/"),
    "TU-S": ("Tata Usaha", "/KOTA/DINSOS/TU-S/"),
    "LAMA": ("Dinas Lama", "/KOTA/LAMA/"),
}


def key() -> UUID:
    return UUID(int=next(_key))


UNITS = {code: UnitFact(key(), code, name, path, closed=code == "LAMA")
         for code, (name, path) in PLACES.items()}  # fmt: skip


def post(
    unit: str,
    *,
    kind: PostingKind = PostingKind.DEFINITIVE,
    since: date = LONG_AGO,
    family: JobFamily = JobFamily.FRONT_LINE,
) -> PostFact:
    return PostFact(key(), UNITS[unit].id, kind, "Petugas Loket", family, since)


def person(
    number: str, *posts: PostFact, name: str = "Pegawai Rekaan", email: str = "", **more
) -> PersonFact:
    numbers = (NumberFact(key(), IdentifierKind.NIP, number, LONG_AGO),) if number else ()
    status = more.pop("status", Status.PNS)
    return PersonFact(key(), name, email, status, numbers, posts, **more)


def record(*people: PersonFact, retired: frozenset[str] = frozenset()) -> Record:
    return Record(
        {unit.id: unit for unit in UNITS.values()}, {each.id: each for each in people}, retired
    )


def after(before: Record, found: PeoplePlan, day: date) -> Record:
    """The record when every step of the plan was done, as the actions do it."""
    people = dict(before.people)
    retired = set(before.retired)
    for change in found.changes:
        made = (
            people.get(change.person)
            if change.person
            else PersonFact(key(), "", "", Status.NON_ASN)
        )
        changed = _changed(made, change, day)
        people[changed.id] = changed
        retired |= {each.value for each in made.numbers} - {each.value for each in changed.numbers}
    return Record(before.units, people, frozenset(retired))


def _changed(old: PersonFact, change: PersonChange, day: date) -> PersonFact:
    steps = change.steps
    numbers = tuple(each for each in old.numbers if each.id not in steps.end_numbers)
    if steps.number:
        numbers += (NumberFact(key(), *steps.number, day),)
    amended = {each.id: each for each in steps.amend_posts}
    posts = tuple(
        replace(each, unit_id=amended[each.id].unit_id, title=amended[each.id].title,
                family=amended[each.id].family) if each.id in amended else each
        for each in old.posts if each.id not in steps.end_posts
    )  # fmt: skip
    posts += tuple(PostFact(key(), each.unit_id, each.kind, each.title, each.family, each.since)
                   for each in steps.open_posts)  # fmt: skip
    standing = None if old.standing and old.standing.id == steps.end_standing else old.standing
    if steps.standing:
        standing = StandingFact(key(), steps.standing, day)
    return replace(
        old, name=steps.name or old.name, email=steps.email or old.email,
        status=steps.status or old.status, numbers=numbers, posts=posts, standing=standing,
    )  # fmt: skip


DAY = date(2026, 11, 23)
EVERYWHERE = Terms(DAY, ("/",))
MORE_HEADS = {
    "law": "Kedudukan hukum",
    "kind": "Jenis penempatan",
    "family": "Rumpun jabatan",
    "old": "NIP lama",
    "since": "TMT jabatan",
    "office": "OPD",
    "contract": "Nomor kontrak",
}
HEADS = (*sheets.HEADS, *MORE_HEADS.values())


def line(n: int, unit: str = "DINSOS", **told: str) -> list[str]:
    """A row of a staff file; what is not told stays empty."""
    known = {
        key: told.pop(key) for key in ("name", "number", "status", "title", "email") if key in told
    }
    return [*sheets.line(n, unit, **known), *(told.get(key, "") for key in MORE_HEADS)]


def planned(record: Record, *rows: list[str], terms: Terms = EVERYWHERE) -> PeoplePlan:
    understood, problems = read_rows(sheets.people_file(*rows, heads=HEADS))
    return plan(understood, record, terms, problems)


def codes(found: PeoplePlan) -> list[Code]:
    return [problem.code for problem in found.problems]


def someone(n: int = 1, unit: str = "DINSOS", **more):
    """The person whom `line(n)` describes."""
    told = sheets.line(n)
    held = more.pop("held", None) or post(unit)
    return person(told[1], held, name=told[0], email=told[5], **more)

"""Several lists by one statement come back as if each had been asked for by itself."""

from datetime import date

from sqlalchemy import select

from tests.factories import people
from tests.web.counting import counted
from training.kernel.bundle import Part, fetch
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit


def parts_of(person) -> dict[str, Part]:
    numbers = select(Identifier.kind, Identifier.value).where(Identifier.employee_id == person.id)
    posts = select(Unit.code, Posting.valid_from, Posting.valid_to)
    posts = posts.join(Unit, Unit.id == Posting.unit_id).where(Posting.employee_id == person.id)
    known = select(Employee.name, Employee.added_at).where(Employee.id == person.id)
    return {
        "known": Part(known, Employee.id),
        "numbers": Part(numbers, Identifier.value),
        "posts": Part(posts, Posting.valid_from.desc(), most=2),
        "later": Part(posts.where(Posting.valid_from > date(2030, 1, 1)), Posting.valid_from),
    }


def test_every_list_has_its_own_rows_columns_types_and_order(database):
    person = people.employee(people.unit("NOW"), name="Sari Rekaan")
    for code, year in (("OLD", 2018), ("OLDER", 2016)):
        since, until = date(year, 1, 1), date(year + 2, 1, 1)
        people.posting(person, people.unit(code), since=since, until=until)
    parts = parts_of(person)
    with counted() as seen:
        found = fetch(parts)
    assert len(seen) == 1
    assert found["known"] == (("Sari Rekaan", people.BORN),)
    assert [row.kind for row in found["numbers"]] == ["nip"]
    assert found["posts"] == (
        ("NOW", people.LONG_AGO, None),
        ("OLD", date(2018, 1, 1), date(2020, 1, 1)),
    )
    assert found["later"] == ()

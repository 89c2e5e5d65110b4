"""Units that are renamed, merged and split: posts move on the day and history stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import ZERO_HOUR
from tests.factories import people
from training.audit import queries as audit
from training.audit.rules import EventKind
from training.kernel.db import db
from training.people.actions import units
from training.people.actions.units import NewUnit, When
from training.people.queries.employees import unit_at
from training.people.queries.units import lineage
from training.people.rules.kinds import Role
from training.people.tables.employees import RoleGrant
from training.people.tables.units import Unit

TODAY = ZERO_HOUR.date()
YESTERDAY = TODAY - timedelta(days=1)
NOW = When(on=TODAY, today=TODAY, at=ZERO_HOUR, by=None)


@pytest.fixture
def city(database):
    root = people.unit("KOTA", kind="kota")
    first = people.unit("DPOP", parent=root)
    second = people.unit("DISPAR", parent=root)
    post = people.unit("POS", parent=first, kind="layanan")
    below = people.unit("GUDANG", parent=post, kind="layanan")
    return {"root": root, "first": first, "second": second, "post": post, "below": below}


def paths() -> dict[str, str]:
    return dict(db.session.execute(select(Unit.code, Unit.path)).all())


def test_a_renamed_unit_takes_people_subunits_and_roles_along(city):
    person, newcomer = people.employee(city["first"]), people.employee()
    people.posting(newcomer, city["first"], since=TODAY)
    people.role(person, Role.UNIT_HEAD, city["first"])
    made = units.rename(city["first"].id, NewUnit("disparpora", "Dinas Pariwisata"), when=NOW)
    assert unit_at(person.id, YESTERDAY) == city["first"].id
    assert unit_at(person.id, TODAY) == made
    assert unit_at(newcomer.id, TODAY) == made
    assert paths()["GUDANG"] == "/KOTA/DISPARPORA/POS/GUDANG/"
    assert db.session.get_one(Unit, city["first"].id).valid_to == TODAY
    open_grant = select(RoleGrant.unit_id).where(RoleGrant.ended_at.is_(None))
    assert db.session.scalars(open_grant).all() == [made]
    assert [(row.code, row.kind, row.earlier) for row in lineage(made)] == [
        ("DPOP", "renamed", True)
    ]
    kinds = [event.kind for event in audit.after(0)]
    assert kinds == [
        EventKind.ROLE_ENDED,
        EventKind.ROLE_GRANTED,
        EventKind.UNIT_CHANGED,
        EventKind.UNIT_CHANGED,
    ]


def test_merged_units_become_one_without_handing_on_their_heads(city):
    one, two = people.employee(city["first"]), people.employee(city["second"])
    people.role(one, Role.UNIT_HEAD, city["first"])
    made = units.merge(
        [city["first"].id, city["second"].id], NewUnit("DISPARPORA", "Baru"), when=NOW
    )
    assert unit_at(one.id, TODAY) == unit_at(two.id, TODAY) == made
    assert unit_at(two.id, YESTERDAY) == city["second"].id
    assert paths()["POS"] == "/KOTA/DISPARPORA/POS/"
    assert {row.code for row in lineage(made)} == {"DPOP", "DISPAR"}
    assert db.session.scalars(select(RoleGrant.unit_id)).all() == [city["first"].id]


def test_a_split_unit_sends_each_person_to_a_part(city):
    one, two = people.employee(city["first"]), people.employee(city["first"])
    parts = [NewUnit("DISPORA", "Olahraga"), NewUnit("DISPAR2", "Pariwisata")]
    first, second = units.split(city["first"].id, parts, people={two.id: "dispar2"}, when=NOW)
    assert (unit_at(one.id, TODAY), unit_at(two.id, TODAY)) == (first, second)
    assert paths()["POS"] == "/KOTA/DISPORA/POS/"
    assert [row.kind for row in lineage(second)] == ["split"]


@pytest.mark.parametrize(
    ("new", "when", "refusal"),
    [
        (NewUnit("DISPAR", "Sudah ada"), NOW, units.CodeIsTaken),
        (NewUnit("a/b", "Garis miring"), NOW, units.CodeIsOdd),
        (NewUnit("BARU", " "), NOW, units.CodeIsOdd),
        (
            NewUnit("BARU", "Besok"),
            When(TODAY + timedelta(days=1), TODAY, ZERO_HOUR, None),
            units.DayLiesAhead,
        ),
        (
            NewUnit("BARU", "Dulu"),
            When(TODAY.replace(year=2001), TODAY, ZERO_HOUR, None),
            units.UnitHasEnded,
        ),
    ],
)
def test_what_cannot_be_is_refused(city, new, when, refusal):
    with pytest.raises(refusal):
        units.rename(city["first"].id, new, when=when)


def test_a_unit_ends_only_once_and_is_not_merged_into_itself(city):
    units.rename(city["second"].id, NewUnit("BARU", "Baru"), when=NOW)
    with pytest.raises(units.UnitHasEnded):
        units.rename(city["second"].id, NewUnit("BARU2", "Baru"), when=NOW)
    with pytest.raises(units.UnitIsAncestor):
        units.merge([city["first"].id, city["post"].id], NewUnit("X", "X"), when=NOW)


def test_a_post_that_has_ended_since_the_day_of_the_change_moves_until_its_end(city):
    person, left = people.employee(), people.employee()
    until = TODAY - timedelta(days=2)
    people.posting(person, city["first"], until=until)
    people.posting(person, city["second"], since=until)
    people.posting(left, city["first"], until=TODAY - timedelta(days=20))
    on = TODAY - timedelta(days=10)
    when = When(on=on, today=TODAY, at=ZERO_HOUR, by=None)
    made = units.rename(city["first"].id, NewUnit("disparpora", "Dinas"), when=when)
    assert unit_at(person.id, on - timedelta(days=1)) == city["first"].id
    assert unit_at(person.id, on) == unit_at(person.id, until - timedelta(days=1)) == made
    assert unit_at(person.id, until) == city["second"].id
    assert unit_at(left.id, TODAY - timedelta(days=21)) == city["first"].id
    assert unit_at(left.id, on) is None

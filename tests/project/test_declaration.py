"""Everything held about a person is declared, and shown to them or excluded with a reason."""

import pytest
import yaml

from training.kernel.db import db
from training.privacy.rules.declaration import (
    SHIPPED,
    DeclarationIsWrong,
    declaration,
    declared,
)
from training.web.account.held_shown import ORDER

pytestmark = pytest.mark.xdist_group("project")  # one worker reads all sources

PEOPLE = {"employee_id", "person", "actor"}


@pytest.fixture(scope="module")
def tables(sqlite_app):
    """Every table that names a person, by its foreign keys or by the name of a column."""
    return {
        table.name
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.name in PEOPLE
        or any(key.target_fullname == "employee.id" for key in column.foreign_keys)
    }


def test_every_table_that_names_a_person_is_declared(tables):
    assert tables - set(declaration().tables) == set()


def test_every_declared_table_exists(sqlite_app):
    assert set(declaration().tables) - set(db.metadata.tables) == set()


def test_what_is_declared_as_shown_is_a_section_of_ones_own_data():
    shown = {key for each in declaration().holdings for key in each.tables.values()}
    assert shown - set(ORDER) == set()


def test_every_section_of_ones_own_data_belongs_to_a_declared_kind():
    shown = {key for each in declaration().holdings for key in each.tables.values()}
    derived = {"service_points", "own_deeds", "observing"}
    assert set(ORDER) - shown == derived, "what a person did for the city is told there too"


def test_what_is_not_shown_has_a_reason():
    reasons = [why for each in declaration().holdings for why in each.excluded.values()]
    assert all(why.strip().endswith(".") for why in reasons)


def test_every_kind_has_a_purpose_a_basis_a_time_and_an_end():
    for each in declaration().holdings:
        assert all((each.title, each.what, each.purpose, each.basis, each.keep, each.then)), each


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("dasar: [tugas, belajar]", "dasar: [tidak-ada]"),
        ("tenggat: {left: 1825}", "tenggat: {left: 0}"),
        ("tenggat: {left: 1825}", "tenggat: {left: lima}"),
        ("tenggat: {left: 1825}", "tenggat: {left: 1825, job: 3}"),
        ("{employee: identity,", "{employee: identity, account: identity,"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(was, becomes):
    text = SHIPPED.read_text(encoding="utf-8")
    assert was in text
    with pytest.raises(DeclarationIsWrong):
        declared(yaml.safe_load(text.replace(was, becomes, 1)))

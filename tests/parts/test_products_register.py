"""The register of work products on both databases: who writes, what is drawn, what raters find."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import people, products
from training.observation.actions.products import name_keeper, register, remark, withdraw
from training.observation.queries.products import (
    entries,
    file_of,
    keepers,
    register_of,
    registers,
    whole,
)
from training.observation.rules.products import (
    Fault,
    KeeperIsOfAnotherUnit,
    LineIsUnusable,
    ProductIsWithdrawn,
    ProductKind,
    ProductWasDrawn,
    ReasonIsMissing,
)
from training.observation.rules.sampling import (
    NothingToDraw,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def house(database, clock):
    return products.House(clock.now)


def test_a_line_is_kept_once_whatever_is_clicked_twice(house):
    line = products.line(house.maker, kind=ProductKind.DECISION)
    first = register(line, key="sama", desk=house.desk())
    assert register(line, key="sama", desk=house.desk()) == first
    (entry,) = entries(house.unit.id)
    assert (entry.id, entry.kind, entry.label, entry.finding) == (
        first, ProductKind.DECISION, None, None,
    )  # fmt: skip
    assert whole(first, house.unit.id).makers == (house.maker.name,)


def test_every_fault_of_a_line_is_told_at_once(house):
    stranger = people.employee(people.unit("LAIN"))
    bad = products.line(
        stranger, title="", text="pendek", made_on=products.TODAY + timedelta(days=1)
    )
    with pytest.raises(LineIsUnusable) as refused:
        register(bad, key="x", desk=house.desk())
    wanted = {Fault.NO_TITLE, Fault.TEXT_TOO_SHORT, Fault.FUTURE, Fault.UNKNOWN_MAKER}
    assert set(refused.value.faults) == wanted


def test_a_childs_data_never_reaches_the_register(house):
    for more in (
        {"text": f"{products.TEXT} NIK 6471010101150001"},
        {"title": "Surat Nama anak: Contoh Rekaan"},
    ):
        with pytest.raises(LineIsUnusable) as refused:
            register(products.line(house.maker, **more), key="x", desk=house.desk())
        assert refused.value.faults == (Fault.CHILD_DATA,)


def test_a_head_and_whom_they_name_keep_the_register_and_nobody_else(house):
    person = people.employee(house.unit)
    scope = (house.unit.path,)
    assert [each.code for each in registers(house.maker.id, scope)] == ["DINSOS"]
    assert registers(person.id, ()) == []
    name_keeper(person.id, keeps=True, desk=house.desk())
    assert register_of("dinsos", person.id, ()).code == "DINSOS"
    assert [each.name for each in keepers(house.unit.id)] == [person.name]
    later = house.at + timedelta(seconds=1)
    name_keeper(person.id, keeps=False, desk=house.desk(later))
    assert keepers(house.unit.id) == []
    with pytest.raises(NoResultFound):
        register_of("DINSOS", person.id, ())


def test_a_keeper_works_in_the_unit(house):
    with pytest.raises(KeeperIsOfAnotherUnit):
        name_keeper(house.mentors[0].id, keeps=True, desk=house.desk())


def test_a_line_is_withdrawn_with_a_reason_before_it_is_drawn_and_only_once(house):
    product = products.product(house.unit, house.maker, house.at)
    with pytest.raises(ReasonIsMissing):
        withdraw(product, "  ", desk=house.desk())
    withdraw(product, "Salah berkas", desk=house.desk())
    with pytest.raises(ProductIsWithdrawn):
        withdraw(product, "Lagi", desk=house.desk())
    assert entries(house.unit.id)[0].withdrawn == "Salah berkas"
    with pytest.raises(NothingToDraw):
        products.drawn(house.at + timedelta(minutes=1))


def test_after_the_draw_only_a_remark_is_possible(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    with pytest.raises(ProductWasDrawn):
        withdraw(product, "Terlambat", desk=house.desk())
    remark(product, "Versi akhir ditandatangani kemudian", desk=house.desk())
    assert len(whole(product, house.unit.id).remarks) == 1


def test_another_unit_finds_nothing(house):
    product = products.product(house.unit, house.maker, house.at)
    other = people.unit("LAIN-2")
    with pytest.raises(NoResultFound):
        whole(product, other.id)
    with pytest.raises(NoResultFound):
        withdraw(product, "x", desk=products.desk(other, house.maker, house.at))


def test_a_paper_beside_a_line_is_for_its_unit_only(house):
    line, paper = products.line(house.maker), b"%PDF-1.7\n%%EOF"
    product = register(line, key="pdf", desk=house.desk(), file=paper)
    assert file_of(product, house.unit.id) == paper
    assert whole(product, house.unit.id).has_file
    with pytest.raises(NoResultFound):
        file_of(product, people.unit("LAIN-3").id)

"""Draws of work products on both databases: by seed, blind, twice, and then they are facts."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, NoResultFound

from tests.factories import people, products
from training.kernel.db import db
from training.observation.actions.products import register
from training.observation.actions.products_rating import fact_id, rate
from training.observation.actions.products_rounds import announce, close, draw
from training.observation.queries.product_evidence import products_between
from training.observation.queries.products import (
    entries,
    whole,
)
from training.observation.queries.products_held import held
from training.observation.queries.products_quality import agreement
from training.observation.queries.products_rating import rated, to_rate, waiting
from training.observation.queries.products_rounds import rounds, verify
from training.observation.rules.products import (
    ProductKind,
)
from training.observation.rules.rubrics import RatingIsIncomplete
from training.observation.rules.sampling import (
    LabelIsUnusable,
    QuarterIsDrawn,
    RoundHasMovedOn,
    TooFewRaters,
    commitment,
)
from training.observation.tables.products import ProductRating, ProductSample

pytestmark = pytest.mark.slow


@pytest.fixture
def house(database, clock):
    return products.House(clock.now)


def rating(house, product, rater, steps, at=None):
    keys = to_rate(rater, product).rubric.keys
    levels = dict(zip(keys, steps, strict=True))
    moment = at or house.at
    return rate(product, levels, "", rater=rater, at=moment, today=moment.date())


def day_of(at):
    return at.date()


def test_a_draw_is_announced_drawn_and_closed_once_each(house):
    with pytest.raises(LabelIsUnusable):
        announce("2026-5", "x", rubrics=products.rubrics(), by=None, at=house.at)
    products.product(house.unit, house.maker, house.at)
    assert products.drawn(house.at) == 1
    with pytest.raises(QuarterIsDrawn):
        announce(products.LABEL, "y", rubrics=products.rubrics(), by=None, at=house.at)
    with pytest.raises(RoundHasMovedOn):
        draw(products.LABEL, by=None, at=house.at, today=house.at.date())
    close(products.LABEL, by=None, at=house.at)
    with pytest.raises(RoundHasMovedOn):
        close(products.LABEL, by=None, at=house.at)


def test_the_seed_is_told_only_when_the_round_is_closed(house):
    products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    (before,) = rounds()
    assert (before.seed, before.commitment) == (None, commitment(products.SEED))
    products.closed(house.at)
    (after,) = rounds()
    assert (after.seed, after.products, after.wanted, after.ratings) == (products.SEED, 1, 2, 0)


def test_no_product_is_drawn_twice(house):
    for _ in range(6):
        products.product(house.unit, house.maker, house.at)
    assert products.drawn(house.at, "2026-3") == 4
    assert products.drawn(house.at + timedelta(hours=1), "2026-4") == 2
    assert db.session.execute(select(func.count(ProductSample.product_id))).scalar_one() == 6


def test_raters_are_of_other_offices_and_without_two_of_them_nothing_is_drawn(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    assert house.own_mentor.id not in house.raters(product)
    assert len(set(house.raters(product))) == 2


def test_too_few_mentors_refuse_the_draw_as_a_whole(database, clock):
    unit = people.unit("SENDIRI")
    products.product(unit, people.employee(unit), clock.now)
    products.mentor(unit)
    with pytest.raises(TooFewRaters):
        products.drawn(clock.now)


def test_everybody_can_repeat_the_draw_and_a_forged_one_is_seen(house):
    for kind in (ProductKind.SOP, ProductKind.DECISION, ProductKind.RKA_LINE) * 2:
        products.product(house.unit, house.maker, house.at, kind=kind)
    products.drawn(house.at)
    told = verify(products.LABEL, day_of=day_of)
    assert told.holds
    assert (told.pool, told.drawn) == (6, 4)
    later = house.at + timedelta(days=1)
    products.product(house.unit, house.maker, later)
    assert verify(products.LABEL, day_of=day_of).holds
    left = next(each.id for each in entries(house.unit.id) if not each.label)
    round_id = rounds()[0].id
    db.session.add(ProductSample(product_id=left, round_id=round_id))
    db.session.flush()
    told = verify(products.LABEL, day_of=day_of)
    assert (told.sample_fits, told.holds) == (False, False)


def test_the_rater_reads_the_product_without_names_and_neither_sees_the_other(house):
    said = f"{products.TEXT} Disusun Siti Rekaan Wijaya, DINSOS, nomor 400/7."
    product = products.product(house.unit, house.maker, house.at, text=said, number="400/7")
    products.drawn(house.at)
    first, second = house.raters(product)
    seen = to_rate(first, product)
    assert not {"Siti", "Wijaya", "DINSOS", "400/7"} & set(seen.text.replace(",", " ").split())
    rating(house, product, first, (2, 2, 2, 2, 2))
    assert to_rate(second, product) == seen
    assert [each.id for each in waiting(second)] == [product]
    assert (waiting(first), rated(first)) == ((), 1)


def test_whoever_is_not_asked_finds_nothing_to_rate(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    third = next(each.id for each in house.mentors if each.id not in house.raters(product))
    for stranger in (third, house.own_mentor.id, house.maker.id):
        with pytest.raises(NoResultFound):
            to_rate(stranger, product)


def test_two_who_are_near_settle_it_and_the_maker_gets_one_fact(house):
    product = products.product(house.unit, house.maker, house.at, kind=ProductKind.RENJA_LINE)
    products.drawn(house.at)
    first, second = house.raters(product)
    assert not rating(house, product, first, (2, 2, 2, 2, 3))
    assert products_between(*products.ALL) == []
    at = house.at + timedelta(days=2)
    assert rating(house, product, second, (3, 2, 2, 2, 2), at)
    (fact,) = products_between(*products.ALL)
    assert (fact.product_id, fact.employee_id, fact.unit_id) == (
        product, house.maker.id, house.unit.id,
    )  # fmt: skip
    assert (fact.stage.value, fact.met, fact.score, fact.raters) == ("planning", True, 2.2, 2)
    assert (fact.at, fact.made_on) == (at, products.TODAY - timedelta(days=30))
    assert fact.id == fact_id(product, house.maker.id, at)


def test_facts_are_found_by_whom_they_are_about(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    products.rate_all(house.at, *house.mentors)
    maker = house.maker if isinstance(house.maker, UUID) else house.maker.id
    assert products_between(products.ALL[0], UUID(int=maker.int - 1)) == []
    assert [each.product_id for each in products_between(maker, maker)] == [product]


def test_each_maker_gets_a_fact_of_their_own(house):
    colleague = people.employee(house.unit)
    line = products.line(house.maker, colleague)
    product = register(line, key="dua", desk=house.desk())
    products.drawn(house.at)
    products.rate_all(house.at, *house.mentors)
    facts = products_between(*products.ALL)
    assert {each.employee_id for each in facts} == {house.maker.id, colleague.id}
    assert len({each.id for each in facts}) == 2
    assert {each.product_id for each in facts} == {product}


def test_a_third_decides_where_two_are_far_apart(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    first, second = house.raters(product)
    rating(house, product, first, (3, 3, 3, 3, 3))
    assert not rating(house, product, second, (0, 0, 1, 1, 1))
    *_, third = house.raters(product)
    assert third == next(each.id for each in house.mentors if each.id not in {first, second})
    assert products_between(*products.ALL) == []
    assert rating(house, product, third, (2, 2, 2, 2, 1))
    (fact,) = products_between(*products.ALL)
    assert (fact.score, fact.met, fact.raters) == (1.8, False, 3)


def test_a_rating_is_whole_given_once_and_never_after_the_close(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    first, second = house.raters(product)
    with pytest.raises(RatingIsIncomplete):
        rate(product, {}, "", rater=first, at=house.at, today=house.at.date())
    rating(house, product, first, (2, 2, 2, 2, 2))
    with pytest.raises(NoResultFound):
        rating(house, product, first, (3, 3, 3, 3, 3))
    products.closed(house.at)
    with pytest.raises(NoResultFound):
        rating(house, product, second, (2, 2, 2, 2, 2))


@pytest.mark.parametrize("deed", ["UPDATE product_rating SET comment = 'x'",
                                  "DELETE FROM product_rating",
                                  "UPDATE product_round SET seed = 'x'",
                                  "DELETE FROM product_sample",
                                  "UPDATE product_finding SET met = NULL"])  # fmt: skip
def test_the_database_itself_refuses_to_change_what_was_found(house, deed):
    products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    products.rate_all(house.at, *house.mentors)
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(deed))
    db.session.rollback()
    assert db.session.execute(select(func.count(ProductRating.rater_id))).scalar_one() == 2


def test_the_unit_and_the_maker_read_the_finding_only_after_the_close(house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    products.rate_all(house.at, *house.mentors)
    assert entries(house.unit.id)[0].finding is None
    assert held(house.maker.id)["products"][0][-2:] == (None, None)
    products.closed(house.at)
    assert entries(house.unit.id)[0].finding.score == 2.0
    assert held(house.maker.id)["products"][0][-2:] == (2.0, True)
    assert len(whole(product, house.unit.id).rubric.criteria) == 5
    rater = house.raters(product)[0]
    assert len(held(rater)["product_ratings"]) == 1


def test_agreement_is_krippendorffs_over_the_first_two(house):
    for _ in range(3):
        products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    assert agreement().alpha is None
    for count, product in enumerate(each.id for each in entries(house.unit.id)):
        steps = ((0, 1, 2, 3, 2), (1, 1, 1, 1, 1), (3, 3, 3, 2, 3))[count]
        for rater in house.raters(product):
            rating(house, product, rater, steps)
    told = agreement(products.LABEL)
    assert (told.alpha, told.products, told.judgements) == (1.0, 3, 15)
    assert agreement("2020-1").products == 0

"""`products`: draws can be listed and repeated by whoever operates the house."""

import json

import pytest
from sqlalchemy import insert

from tests.factories import products
from training.kernel.db import db
from training.observation.queries.products import entries
from training.observation.queries.products_rounds import rounds
from training.observation.tables.products import ProductSample

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app, clock):
    house = products.House(clock.now)
    for _ in range(5):
        products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    db.session.commit()

    def invoke(*args: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=["products", *args])
        db.session.rollback()
        return done.exit_code, done.output

    invoke.house = house
    return invoke


def test_a_draw_is_listed_without_its_seed_until_it_is_closed(run):
    code, told = run("rounds")
    assert code == 0
    assert products.SEED not in told
    products.closed(run.house.at)
    db.session.commit()
    assert products.SEED in run("rounds")[1]


def test_a_true_draw_is_confirmed_and_a_forged_one_named(run):
    code, told = run("verify", products.LABEL)
    assert (code, told.count("ya ")) == (0, 4)
    left = next(each.id for each in entries(run.house.unit.id) if not each.label)
    db.session.execute(insert(ProductSample).values(product_id=left, round_id=rounds()[0].id))
    db.session.commit()
    code, told = run("verify", products.LABEL, "--json")
    assert code == 1
    assert json.loads(told)["sample_fits"] is False
    assert "TIDAK produk terundi" in run("verify", products.LABEL)[1]


def test_an_unknown_draw_is_said_to_be_none(run):
    code, told = run("verify", "2020-1")
    assert code == 1
    assert "tidak ada" in told


def test_agreement_is_told_with_what_it_rests_on(run):
    assert "tidak terdefinisi atas 0 produk" in run("agreement")[1]
    products.rate_all(run.house.at, *run.house.mentors)
    db.session.commit()
    assert "atas 4 produk, 20 butir" in run("agreement", products.LABEL)[1]

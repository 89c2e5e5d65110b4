"""One attempt on two devices: all answers, one time, and one end that both are told of."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.conftest import chosen_settings
from tests.factories import content
from tests.journeys.person import PHONE
from tests.journeys.test_employee import unhurried
from tests.journeys.walking import SAVED, choose, line, open_quiz, single
from training.content.rules.gates import Conditions, Rule
from training.content.rules.model import Audience, JobFamily, UnitKind
from training.factory import create_app
from training.kernel.db import db, writing

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SLUG = "m91-berbatas-waktu"
NOBODY = Audience((JobFamily.SUPPORT,), (UnitKind.KOTA,))
LIMITS = Rule(minutes=40, grace_seconds=60, requires=Conditions(hours_between=0))
ATTEMPTS = "SELECT deadline FROM attempt WHERE slug = ?"
CLOSED = re.compile("sudah diserahkan", re.IGNORECASE)


@pytest.fixture
def at_both(house, visitor):
    """One person at a desk and at a phone, with the same timed quiz in front of them."""
    app = create_app(chosen_settings(house.data, house.data / "clock"))
    with app.app_context():
        writing.set(True)
        content.published(
            SLUG, quiz=content.quiz(SLUG, rules=(LIMITS,), per_objective=2), audience=NOBODY
        )
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    desk, phone = visitor(), visitor(size=PHONE)
    for device in (desk, phone):
        unhurried(device)
        device.sign_in(house.account("author"))
    open_quiz(desk, SLUG)
    house.forward(minutes=7)
    open_quiz(phone, SLUG)
    return desk, phone


def ends(device) -> str:
    """What the clock of the page says about the end."""
    said = device.page.locator("[data-clock]").inner_text()
    return re.search(r"\d\d\.\d\d", said)[0]


def test_two_devices_add_up_share_one_time_and_close_together(house, at_both):
    desk, phone = at_both
    assert desk.page.url == phone.page.url
    assert ends(desk) == ends(phone)
    left = [int(each.page.locator("[data-clock]").get_attribute("data-clock")) for each in at_both]
    assert timedelta(minutes=6) < timedelta(seconds=left[0] - left[1]) < timedelta(minutes=9)
    assert len(house.ask(ATTEMPTS, SLUG)) == 1

    for device, place in ((desk, 0), (phone, 1)):
        house.forward(minutes=1)
        choose(single(device.page, place), place)
        expect(line(single(device.page, place))).to_have_text(SAVED)
    for device in at_both:
        device.page.reload()
        for place in (0, 1):
            chosen = single(device.page, place).locator("input[type=radio]").nth(place)
            assert chosen.is_checked()
        device.look()

    house.forward(minutes=5)
    phone.go(f"{phone.path}/serahkan")
    phone.press("Serahkan")
    assert phone.path.endswith("/hasil")

    choose(single(desk.page, 0), 1)
    told = line(single(desk.page, 0))
    expect(told).to_contain_text(CLOSED)
    desk.noises = [each for each in desk.noises if "409" not in each]
    desk.look()
    desk.press("Simpan", status=409)
    desk.sees(CLOSED)
    desk.follow("Lihat hasilnya")
    assert desk.path == phone.path
    ((kept,),) = house.ask(
        "SELECT count(*) FROM submission s JOIN attempt a ON a.id = s.attempt_id WHERE a.slug = ?",
        SLUG,
    )
    assert kept == 1

"""Kinds of question under real hands: what scripts add to plain fields, on the page of patterns."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ORDER = "[data-question=contoh-urut]"


def things(page) -> list[str]:
    return page.locator(f"{ORDER} [data-item] label").all_inner_texts()


def places(page) -> list[str]:
    return page.locator(f"{ORDER} select").evaluate_all("all => all.map(each => each.value)")


@pytest.fixture
def reader(visitor):
    me = visitor(size=PHONE)
    me.go("/pola")
    return me


def test_buttons_put_things_in_order_by_keyboard_alone(reader):
    page, before = reader.page, things(reader.page)
    assert places(page) == ["", "", ""]
    page.get_by_role("button", name=f"Naikkan: {before[1]}").first.focus()
    page.keyboard.press("Enter")
    assert things(page) == [before[1], before[0], before[2]]
    assert places(page) == ["1", "2", "3"]
    expect(page.locator(f"{ORDER} [role=status]")).to_have_text(
        f"{before[1]} sekarang di urutan 1 dari 3."
    )
    assert page.evaluate("document.activeElement.textContent") == "↑"
    reader.look()


def test_places_chosen_by_hand_put_things_in_order_once_they_are_all_different(reader):
    page, before = reader.page, things(reader.page)
    fields = page.locator(f"{ORDER} select")
    fields.nth(0).select_option("3")
    fields.nth(1).select_option("1")
    assert things(page) == before
    fields.nth(2).select_option("2")
    assert things(page) == [before[1], before[2], before[0]]
    assert places(page) == ["1", "2", "3"]
    reader.look()


def test_things_can_be_dragged(reader):
    page, before = reader.page, things(reader.page)
    rows = page.locator(f"{ORDER} [data-item]")
    low = rows.nth(2).bounding_box()["height"] - 4
    rows.nth(0).drag_to(rows.nth(2), target_position={"x": 120, "y": low})
    assert things(page)[-1] == before[0]
    assert places(page) == ["1", "2", "3"]


def test_the_fields_are_enough_without_javascript(visitor):
    me = visitor(size=PHONE, scripted=False)
    me.go("/pola")
    assert me.page.locator(f"{ORDER} button").count() == 0
    me.page.locator(f"{ORDER} select").nth(0).select_option("2")
    me.look()

"""The administrator gives and ends a role, and invites somebody who then comes in."""

import email
import email.policy
import re
import time

import pytest

from tests.journeys.house import Account
from tests.journeys.person import Person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

UNINVITED = """SELECT e.name, i.value, e.email FROM employee e
  JOIN identifier i ON i.employee_id = e.id AND i.valid_to IS NULL
  WHERE e.email IS NOT NULL AND e.id NOT IN (SELECT employee_id FROM account)
  AND e.id IN (SELECT employee_id FROM posting WHERE valid_to IS NULL) ORDER BY i.value"""
FRESH = "tambak-renggong-bianglala"


@pytest.fixture
def admin(house, visitor) -> Person:
    me = visitor()
    me.sign_in(house.account("admin"))
    return me


@pytest.fixture
def someone(house) -> tuple[str, Account]:
    """A person without an account."""
    name, nip, address = house.ask(UNINVITED)[0]
    return name, Account("employee", nip, address, FRESH, "")


def open_person(admin: Person, name: str, nip: str) -> None:
    admin.go("/admin")
    admin.page.get_by_label("Nama, NIP, atau surel").fill(nip)
    admin.press("Cari")
    admin.follow(name)


def test_a_role_is_granted_holds_and_is_ended(house, admin, visitor):
    someone = next(each for each in house.accounts if each.role == "employee")
    [(name,)] = house.ask(
        "SELECT e.name FROM employee e JOIN identifier i ON i.employee_id = e.id"
        " WHERE i.value = ?", someone.nip,
    )  # fmt: skip
    them = visitor()
    them.sign_in(someone)
    open_person(admin, name, someone.nip)
    admin.page.get_by_role("combobox", name="Peran", exact=True).select_option("auditor")
    admin.page.get_by_role("combobox", name="Unit", exact=True).select_option(someone.unit)
    admin.press("Lanjutkan")
    admin.press("Berikan peran")
    admin.sees("Peran sudah diberikan")

    them.go("/belajar")
    assert them.path == "/masuk"  # a change of roles signs out everywhere
    them.sees("peran Anda")
    them.sign_in(someone)
    them.go("/admin/jejak")

    admin.follow(re.compile("^Akhiri ?: Auditor"))
    admin.press("Akhiri peran itu")
    admin.sees("Peran sudah diakhiri")
    them.sign_in(someone)
    them.go("/admin/jejak", status=403)


def invitation(house, address: str) -> str:
    """The path of the newest one-time link that was sent to an address."""
    for _ in range(100):
        for text in reversed(house.letters()):
            letter = email.message_from_string(text, policy=email.policy.default)
            if letter["To"] == address:
                return re.search(r"https?://[^/\s]+(/masuk/tautan/\S+)", letter.get_content())[1]
        time.sleep(0.1)
    raise AssertionError(f"no letter to {address}")


def test_an_invitation_opens_an_account_once(house, admin, visitor, someone):
    name, account = someone
    open_person(admin, name, account.nip)
    admin.press("Kirim undangan")
    link = invitation(house, account.email)

    them = visitor()
    them.go(link)
    them.sees(f"Akun ini milik {name}")
    them.page.get_by_label("Kata sandi baru", exact=True).fill("123456789012")
    them.press("Simpan kata sandi", status=422)
    them.page.get_by_label("Kata sandi baru", exact=True).fill(FRESH)
    them.press("Simpan kata sandi")
    them.sign_in(account)
    assert them.path == "/belajar"

    late = visitor()
    late.go(link, status=409)
    late.sees("Tautan ini tidak berlaku lagi")

"""Signing in on both databases, through the page: its reading and its writing part."""

import re

from tests.factories import accounts, people
from tests.factories.accounts import PASSWORD
from training.kernel.db import db


def test_a_person_signs_in_and_out_on_both_databases(database):
    person = accounts.with_account(people.unit("DKK"))
    db.session.commit()
    db.session.remove()
    browser = database.test_client()

    def post(url: str, **data: str) -> int:
        with database.app_context():
            page = browser.get(url).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        with database.app_context():
            return browser.post(url, data={"csrf_token": token, **data}).status_code

    assert post("/masuk", nama=person.nip, kata_sandi="salah-salah-salah") == 422
    assert post("/masuk", nama="tidak.ada@contoh.invalid", kata_sandi=PASSWORD) == 422
    assert post("/masuk", nama=person.nip, kata_sandi=PASSWORD) == 303
    assert post("/keluar") == 303

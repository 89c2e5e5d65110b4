"""The real cost of a password: these tests hash, so they are no rules tests."""

import pytest

from training.people.rules.signing import DUMMY_HASH, hashed, is_outdated, verifies


def test_a_hash_fits_its_password_only():
    stored = hashed("café au lait", salt=b"x" * 16)
    assert verifies(stored, "cafe\u0301 au lait")
    assert not verifies(stored, "kopi susu")
    assert not is_outdated(stored)


@pytest.mark.parametrize("stored", [None, "", "bukan hash", DUMMY_HASH])
def test_nothing_fits_what_is_not_a_hash(stored):
    assert not verifies(stored, "korek-gelap-tujuh")

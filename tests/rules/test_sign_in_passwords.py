"""Which passwords will do, how they are kept, and under which names one signs in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.people.rules.passwords import LEAST, Fault, common, faults
from training.people.rules.signing import (
    DUMMY_HASH,
    is_outdated,
    normal_name,
    normal_password,
)

ABOUT = ("Budi Santoso, S.Sos.", "198503152010011005")


@pytest.mark.parametrize(
    "password",
    ["korek-gelap-tujuh", "saya suka nasi kuning di balikpapan", "tT9$kq1!zzPm", "ñandú-ñandú-ala",
     "kucing biru naik delman", "八月十五夜中秋明月光照床", "Budi makan soto di Damai"],
)  # fmt: skip
def test_a_password_of_ones_own_will_do(password):
    assert faults(password, about=ABOUT) == ()


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", Fault.TOO_SHORT), ("sebelas-ksr", Fault.TOO_SHORT), ("x" * 129, Fault.TOO_LONG),
        ("Rahasia123456", Fault.COMMON), ("P@ssw0rd123456", Fault.COMMON),
        ("bismillah2024", Fault.COMMON), ("1ndonesiaRaya", Fault.COMMON),
        ("Bhinneka Tunggal Ika", Fault.COMMON), ("qwertyuiopas", Fault.COMMON),
        ("balikpapan2026", Fault.ABOUT_YOU), ("kota-resap-opd", Fault.ABOUT_YOU),
        ("BudiSantoso85", Fault.ABOUT_YOU), ("198503152010011005", Fault.ABOUT_YOU),
        ("nip-19850315-b", Fault.ABOUT_YOU), ("b4likp4p4n!!!", Fault.ABOUT_YOU),
        ("aaaabbbbcccc", Fault.REPEATED), ("kudakudakuda", Fault.REPEATED),
        ("123abcdefghi", Fault.SEQUENCE), ("Muhammad1234567", Fault.SEQUENCE),
        ("zyxwvut98765", Fault.SEQUENCE),
    ],
)  # fmt: skip
def test_an_easy_password_is_named_as_what_it_is(password, fault):
    assert fault in faults(password, about=ABOUT)


def test_the_list_holds_hundreds_of_entries():
    assert len(common()) > 500


@given(st.text(max_size=200))
def test_any_text_is_judged_without_error(text):
    found = faults(text, about=ABOUT)
    assert found == tuple(dict.fromkeys(found))


@given(st.text(max_size=LEAST - 1))
def test_short_is_always_too_short(text):
    assert Fault.TOO_SHORT in faults(text)


def test_a_password_is_the_same_from_every_keyboard():
    assert normal_password("cafe\u0301") == normal_password("café")


def test_the_dummy_hash_costs_as_much_as_a_real_one():
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in DUMMY_HASH
    assert not is_outdated(DUMMY_HASH)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 19850315 201001 1 005 ", "198503152010011005"),
        ("19850315.201001.1.005", "198503152010011005"),
        ("'198503152010011005", "198503152010011005"),
        ("Sari@Contoh.Invalid ", "sari@contoh.invalid"),
        ("KTR/ 2025 /17", "KTR/ 2025 /17"), ("\x00", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_is_recognised_however_it_is_typed(typed, name):
    assert normal_name(typed) == name


@given(st.text(max_size=300))
def test_a_normal_name_stays_as_it_is(text):
    assert normal_name(normal_name(text)) == normal_name(text)

"""Numbers and names as cells hold them: what is read, what is refused, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.people.rules.imports.days import read_day
from training.people.rules.imports.values import family_of, unit_kind
from training.people.rules.kinds import IdentifierKind, JobFamily, UnitKind
from training.people.rules.names import clean_name, fits, fold, resemble
from training.people.rules.numbers import Number, NumberFault, read_number, same_birth

NIP, PPPK = IdentifierKind.NIP, IdentifierKind.NI_PPPK


@pytest.mark.parametrize(
    "cell",
    ["190001011925011999", "19000101 192501 1 999", "'190001011925011999", "19000101.192501.1.999",
     " 190001011925011999\u00a0"],
)  # fmt: skip
def test_a_nip_is_read_however_it_is_spaced(cell):
    assert read_number(cell, kind=NIP) == Number(NIP, "190001011925011999")


def test_the_digits_tell_a_nip_from_a_ni_pppk():
    assert read_number("190001011925211999", kind=NIP) == Number(PPPK, "190001011925211999")
    unsure = read_number("190001011925151999", kind=PPPK)
    assert unsure == Number(PPPK, "190001011925151999", unsure=True)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (1.90001011925012e17, NumberFault.NUMERIC),
        (190001011925011999, NumberFault.NUMERIC),
        ("1,90001E+17", NumberFault.NUMERIC),
        ("1.90001011925012E+17", NumberFault.NUMERIC),
        ("190001011925012000", NumberFault.ROUNDED),
        ("19000101192501199", NumberFault.LENGTH),
        ("1900010119250119999", NumberFault.LENGTH),
        ("١٩٠٠٠١٠١١٩٢٥٠١١٩٩٩", NumberFault.LENGTH),
        ("6471010101900001", NumberFault.NIK),
        ("190001011925013999", NumberFault.SHAPE),
        ("190013011925011999", NumberFault.DATE),
        ("190002301925011999", NumberFault.DATE),
        ("190001011905011999", NumberFault.DATE),
        ("181201011925011999", NumberFault.DATE),
    ],
)
def test_what_is_no_number_says_why(cell, fault):
    assert read_number(cell, kind=NIP) is fault


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats()))
def test_any_cell_is_a_number_or_has_a_fault(cell):
    assert isinstance(read_number(cell, kind=NIP), Number | NumberFault)


def test_a_new_number_of_the_same_person_keeps_the_date_of_birth():
    assert same_birth("190001011925211001", "190001011930221001")
    assert not same_birth("190001011925211001", "190001021930221001")
    assert same_birth("800/12/HK/2025", "190001011925211001")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("A N I F U D I N", "ANIFUDIN"),
        ("A N I  F U D I N, S.Sos", "ANI FUDIN, S.Sos"),
        ("  dr.  Siti   Rekaan ,  Sp.A ", "dr. Siti Rekaan, Sp.A"),
        ("A  N  I", "ANI"),
        ("Ani Rekaan,\x00", "Ani Rekaan"),
        ("M A Rahman", "M A Rahman"),
        ("Siti\u0000\u200bRekaan", "Siti Rekaan"),
    ],
)
def test_names_are_tidied_and_titles_stay(written, name):
    assert clean_name(written) == name


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(1)", "Siti <b>", "Budi 2", "x", "'Ani", "A" * 201, "@a b"]
)
def test_what_cannot_be_a_name_is_refused(name):
    assert not fits(name)


@given(st.text(max_size=60))
def test_tidying_a_name_twice_changes_nothing_more(text):
    once = clean_name(text)
    assert clean_name(once) == once
    assert fold(fold(text)) == fold(text)


def test_names_are_compared_without_case_accents_and_titles():
    assert fold("Dédé  REKAAN") == "dede rekaan"
    assert resemble("Siti Rekaan, S.Sos", "SITI R.")
    assert not resemble("Siti Rekaan, S.Sos", "Budi Lain, S.Sos")


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Lurah", JobFamily.DECISION_MAKER),
        ("Kepala Bidang Perlindungan Anak", JobFamily.DECISION_MAKER),
        ("Sekretaris Dinas", JobFamily.DECISION_MAKER),
        ("Analis Kebijakan Ahli Muda", JobFamily.PLANNER),
        ("Perencana Ahli Pertama", JobFamily.PLANNER),
        ("Petugas Loket", JobFamily.FRONT_LINE),
        ("Guru Kelas", JobFamily.FRONT_LINE),
        ("Pengadministrasi Umum", JobFamily.SUPPORT),
        ("", JobFamily.SUPPORT),
    ],
)
def test_a_title_suggests_the_job_family(title, family):
    assert family_of(title) is family


@pytest.mark.parametrize(
    "cell", ["2025-06-12", "12/06/2025", "12-6-2025", "12.06.2025", "12 Juni 2025", "12 jun 2025"]
)
def test_days_are_read_as_people_write_them(cell):
    assert read_day(cell).isoformat() == "2025-06-12"


@pytest.mark.parametrize(
    "cell", ["31/02/2025", "06/2025", "45659", 45659, "besok", "12 Jumadil 2025"]
)
def test_what_is_no_day_is_none(cell):
    assert read_day(cell) is None


def test_a_remark_after_the_kind_of_unit_is_ignored():
    assert unit_kind("uobk/rs") is UnitKind.UOBK
    assert unit_kind("markas") is None

"""Own words become a plan or are taught kindly; what could tell of a child is masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.commitments.rules.guarding import Trace, masked, traces
from training.commitments.rules.wording import Fault, WordsAreNoPlan, checked, tidied

WHEN, THEN = "anak menangis di loket saya", "saya menyapa anaknya lebih dulu"


def faults(when: str = WHEN, then: str = THEN) -> dict[str, Fault]:
    try:
        checked(when, then, examples=("anak rewel di meja contoh",))
    except WordsAreNoPlan as refused:
        return refused.faults
    return {}


@pytest.mark.parametrize(
    ("when", "then"),
    [
        (WHEN, THEN),
        ("Jika anak takut difoto.", "Maka saya menunjukkan hasil foto contoh dan bertanya."),
        ("rapat membahas jam layanan", "saya menanyakan pendapat anak yang sudah didengar"),
        ("saya menyusun KAK bulan depan", "saya menambahkan satu paragraf dampak pada anak"),
        ("remaja bertanya di meja saya", "saya tidak menunjuk papan, melainkan menjawab langsung"),
    ],
)
def test_a_situation_and_an_act_make_a_plan(when, then):
    assert faults(when, then) == {}


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ("", Fault.IF_SHORT),
        ("anak datang", Fault.IF_SHORT),
        ("kapan saja anak datang ke loket", Fault.IF_ANYTIME),
        ("situasi sulit sekali", Fault.IF_NO_EVENT),
        ("anak datang ke loket " + "dan " * 30, Fault.IF_LONG),
        ("anak rewel di meja contoh", Fault.EXAMPLE),
        ("anak bernama Budi menangis di loket", Fault.CHILD_DATA),
        ("anak dengan NIK 6471015502100003 datang", Fault.CHILD_DATA),
    ],
)
def test_what_is_no_situation_is_told_why(when, fault):
    assert faults(when)["when"] is fault


@pytest.mark.parametrize(
    ("then", "fault"),
    [
        ("", Fault.THEN_NOT_MINE),
        ("petugas menyapa anaknya lebih dulu", Fault.THEN_NOT_MINE),
        ("saya akan berusaha lebih baik lagi", Fault.THEN_VAGUE),
        ("saya bersikap ramah kepada anak", Fault.THEN_VAGUE),
        ("saya tidak membentak anak itu lagi", Fault.THEN_ONLY_NOT),
        ("saya akan berhenti memarahi anak", Fault.THEN_ONLY_NOT),
        ("saya menyapa anak", Fault.THEN_SHORT),
        ("saya selalu ada untuk anak", Fault.THEN_NO_ACT),
        ("saya menyapa anak, " + "sangat " * 30, Fault.THEN_LONG),
        ("saya menyapa lalu duduk kemudian bertanya dan mencatat", Fault.THEN_MANY),
        ("saya menelepon 0812 3456 7890 hari itu", Fault.CHILD_DATA),
    ],
)
def test_what_is_no_act_is_told_why(then, fault):
    assert faults(then=then)["then"] is fault


def test_both_parts_are_told_at_once():
    assert set(faults("anak", "ramah")) == {"when", "then"}


def test_leading_words_and_the_full_stop_are_left_out():
    assert tidied("when", "  Jika  anak datang ke loket. ") == "anak datang ke loket"
    assert tidied("then", "maka, saya duduk di sampingnya") == "saya duduk di sampingnya"
    assert tidied("when", "KAK disusun") == "KAK disusun"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NIK 6471 0155 0210 0003 ada", (Trace.NUMBER,)),
        ("KK 6471-0155-0210-0003", (Trace.NUMBER,)),
        ("telepon +62 812 3456 7890", (Trace.PHONE,)),
        ("wa 081234567890 dan 6471015502100003", (Trace.NUMBER, Trace.PHONE)),
        ("nama anak: Budi", (Trace.NAME,)),
        ("seorang anak perempuan bernama Siti Rekaan", (Trace.NAME,)),
        ("a.n. Budi Rekaan", (Trace.NAME,)),
        ("NIP 190001011925010001 bukan nomor anak", ()),
        ("Hubungi 129 atau 08111-129-129", ()),
        ("nama anak tidak ditulis", ()),
        ("kolom nama anak dihapus dari formulir", ()),
        ("Pasal 12 ayat 3, 24 Mei 2026 pukul 08.30", ()),
    ],
)
def test_traces_of_a_child_are_found_and_nothing_else(text, found):
    assert traces(text) == found
    assert (masked(text) == text) is (not found)


digits = st.text("0123456789", min_size=16, max_size=16)
pieces = st.one_of(
    st.text(max_size=20),
    digits,
    digits.map(lambda each: " ".join(each[n : n + 4] for n in range(0, 16, 4))),
    st.text("0123456789 .-", max_size=24),
    st.just("08123456789"),
    st.sampled_from(["nama anak: Budi ", "anak bernama Siti ", "a.n. Ani ", "atas nama Budi "]),
)


@given(st.lists(pieces, max_size=8).map("".join))
def test_what_is_masked_has_no_trace_and_stays(text):
    hidden = masked(text)
    assert traces(hidden) == ()
    assert masked(hidden) == hidden


@given(st.lists(pieces, max_size=8).map("".join))
def test_words_without_a_trace_are_not_touched(text):
    if not traces(text):
        assert masked(text) == text


@given(digits, st.sampled_from(["", " ", ".", "-"]))
def test_no_number_of_the_register_gets_through_however_it_is_spaced(number, gap):
    written = gap.join(number)
    assert number[:8] not in masked(f"anak itu {written} ya").replace(gap, "")

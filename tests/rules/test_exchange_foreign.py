"""Files of other systems, as they really write them, become drafts; what is lost is told."""

from pathlib import Path

import pytest

from training.content.rules.exchange.frame import Format, Given
from training.content.rules.exchange.intake import FORMS, take
from training.content.rules.yamltext import read as read_yaml

SAMPLES = Path(__file__).parents[1] / "content" / "exchange"


@pytest.fixture(scope="module")
def bank():
    return take(Format.MOODLE_XML, (SAMPLES / "bank-moodle.xml").read_bytes(), module="m9-coba")


@pytest.fixture(scope="module")
def gift():
    return take(Format.GIFT, (SAMPLES / "bank.gift").read_bytes())


def by_key(taken, key):
    return next(each for each in taken.questions if each["key"] == key)


def lost(taken, where, what):
    return [each.sentence for each in taken.losses if (each.where, each.what) == (where, what)]


def test_a_bank_of_moodle_is_understood_without_a_problem(bank):
    assert bank.problems == ()
    assert [each["kind"] for each in bank.questions] == [
        "single", "multiple", "true-false", "short-text", "numeric", "matching", "ordering",
        "cloze", "cloze", "cloze", "free-text",
    ]  # fmt: skip
    assert read_yaml("x.yaml", bank.draft).problems == []


def test_a_choice_of_moodle_keeps_words_marks_and_feedback(bank):
    question = by_key(bank, "m9-sapa-01")
    assert question["prompt"] == (
        "Rani, 6 tahun, bersembunyi di balik **tas** ayahnya.\n\nApa yang Anda lakukan?"
    )
    assert question["options"][0] == {
        "key": "a", "text": "Berjongkok & menyapa Rani.", "correct": True,
        "rationale": "Wajah *setinggi mata*.",
    }  # fmt: skip
    assert "rationale" not in question["options"][1]


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("kuis", "category"), ("Menyapa anak", "generalfeedback"), ("Menyapa anak", "penalty"),
        ("Menyapa anak", "correctfeedback"), ("Menyapa anak", "prompt"),
        ("Menyapa anak", "fraction"), ("Menyapa anak", "tag"), ("Pilih yang tepat", "defaultgrade"),
        ("Pilih yang tepat", "shuffleanswers"), ("Tinggi loket", "unit"), ("Uraian", "graderinfo"),
        ("Pengantar", "type"),
    ],
)  # fmt: skip
def test_what_moodle_has_and_resap_has_not_is_told(bank, where, what):
    assert lost(bank, where, what)


def test_fields_of_moodle_arrive_with_their_tolerance_unit_and_shares(bank):
    assert by_key(bank, "m9-tinggi-loket")["numeric"] == {
        "unit": "m",
        "accept": [
            {"value": "0,75", "tolerance": "0,05", "rationale": "Ya."},
            {"value": 1, "points": 0.5},
        ],
    }
    assert by_key(bank, "m9-sebutan")["short-text"] == {
        "accept": [
            {"answer": "anak*", "rationale": "Tepat."},
            {"answer": "remaja", "points": 0.333333, "rationale": "Sebagian."},
        ],
        "otherwise": "Baca lagi.",
        "case": True,
    }


def test_pairs_and_orders_of_moodle_arrive(bank):
    pairs = by_key(bank, "m9-pasangan")
    assert [each["text"] for each in pairs["options"]] == ["Beri jeda", "Sapa dulu", "Tegur"]
    assert [each["match"] for each in pairs["matching"]["pairs"]] == ["a", "a", "b"]
    order = by_key(bank, "m9-langkah")["options"]
    assert [each["text"] for each in order] == ["Sapa", "Jelaskan", "Catat"]


def test_embedded_answers_and_boxes_of_moodle_become_gaps(bank):
    cloze = by_key(bank, "m9-rumpang")
    assert cloze["prompt"] == "Lengkapi."
    assert cloze["cloze"]["text"] == (
        "Anak berusia di bawah {{a}} tahun. Ia {{b}} lebih dulu oleh {{c}}."
    )
    number, choice, words = cloze["cloze"]["gaps"]
    assert number["numeric"]["accept"][1] == {
        "value": 17, "tolerance": "0,5", "points": 0.5, "rationale": "Hampir",
    }  # fmt: skip
    assert [each["correct"] for each in choice["options"]] == [True, False, False]
    assert words["short-text"]["accept"][1]["answer"] == "petu~gas"
    assert words["short-text"]["otherwise"] == "Bukan"
    boxes = by_key(bank, "m9-pilih-kata")["cloze"]
    assert boxes["text"] == "Petugas {{a}} anak, lalu {{b}}."
    assert [e["text"] for e in boxes["gaps"][0]["options"]] == ["mengabaikan", "menyapa"]


def test_what_our_format_demands_and_moodle_lacks_is_marked_to_be_filled_in(bank):
    fields = {"objective", "variant", "indicator", "difficulty", "references", "rationale"}
    assert fields <= set(bank.to_fill["m9-sapa-01"])
    assert set(bank.to_fill["m9-uraian"]) >= {"criteria", "example"}
    assert bank.draft.count("# LENGKAPI: indicator:") == len(bank.questions)


@pytest.mark.parametrize("form", [Format.MOODLE_XML, Format.QTI, Format.CSV, Format.DOCX])
def test_a_bank_of_moodle_survives_being_written_and_read_again(bank, form):
    given = Given({"questions": list(bank.questions)}, "Bank")
    prompted = [{"prompt": "Lengkapi.", **each} for each in given.questions]
    written = FORMS[form].write(Given({"questions": prompted}, "Bank"))
    again = take(form, written.data)
    assert again.problems == ()
    assert [each["kind"] for each in again.questions] == [e["kind"] for e in bank.questions]
    assert [each["prompt"] for each in again.questions] == [e["prompt"] for e in prompted]
    third = take(form, FORMS[form].write(Given({"questions": list(again.questions)}, "Bank")).data)
    assert third.questions == again.questions


def test_a_gift_file_is_understood_without_a_problem(gift):
    assert gift.problems == ()
    assert [each["kind"] for each in gift.questions] == [
        "true-false", "single", "multiple", "cloze", "short-text", "matching", "numeric", "numeric",
        "numeric", "free-text", "single", "single",
    ]  # fmt: skip


def test_gift_answers_arrive_with_escapes_ranges_and_shares(gift):
    assert by_key(gift, "q1-b-s")["prompt"] == "1+1=2"
    assert by_key(gift, "q3")["credit"] == "sebagian"
    assert by_key(gift, "q4")["cloze"]["gaps"][0]["short-text"]["accept"] == [
        {"answer": "anak"}, {"answer": "remaja", "points": 0.5, "rationale": "sebagian"},
    ]  # fmt: skip
    assert by_key(gift, "q7")["numeric"]["accept"] == [{"value": 1897, "tolerance": 2}]
    assert by_key(gift, "q8")["numeric"]["accept"] == [{"value": "3,1415", "tolerance": "0,0005"}]
    assert by_key(gift, "q9")["numeric"]["otherwise"] == "Keliru."
    assert by_key(gift, "q10")["prompt"] == "Bagaimana **Anda** menyapa anak?"
    assert by_key(gift, "q11")["prompt"] == "Pilih **satu**."
    last = by_key(gift, "q12")
    assert last["prompt"] == "Tanda {kurung} dan : titik dua ~ # = di sini."
    assert last["options"][0]["text"] == "ya=benar"


def test_what_gift_says_and_resap_has_not_is_told(gift):
    assert lost(gift, "kuis", "category")
    assert "Umpan balik umum." in lost(gift, "Q5", "feedback")[0]
    assert any(each.what == "description" for each in gift.losses)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("Satu {=a ~b}\n\nDua {=a", (3, 5), "kurung-tidak-ditutup"),
        ("Satu\ndua {=a {~b}", (2, 9), "kurung-bertingkat"),
        ("Satu {#lima}", (1, 1), "angka-tak-terbaca"),
        ("{=a ~b}", (1, 1), "tanpa-pertanyaan"),
        ("Satu {=a -> b =c}", (1, 1), "jawaban-tak-terbaca"),
    ],
)
def test_a_slip_in_gift_is_told_with_its_place(text, place, code):
    found = take(Format.GIFT, text.encode()).problems[0]
    assert ((found.line, found.column), found.code) == (place, code)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_of_a_spreadsheet_is_read_by_its_heads(delimiter, mark):
    rows = [
        ["Jenis", "Pertanyaan", "Pilihan A", "Pilihan B", "Pilihan C", "Benar", "Catatan saya"],
        ["pilihan ganda", "Siapa disapa dulu?", "Anak", "Ayah", "Tidak ada", "a", "x"],
        ["angka", "Usia dewasa?", "18 ± 0,5", "", "", "", ""],
    ]
    text = mark + "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    found = take(Format.CSV, text.encode())
    assert found.problems == ()
    assert [each["correct"] for each in found.questions[0]["options"]] == [True, False, False]
    assert found.questions[1]["numeric"]["accept"] == [{"value": 18, "tolerance": "0,5"}]
    assert lost(found, "kuis", "kolom")


def test_a_slip_in_a_table_is_told_with_its_row_and_column():
    text = "jenis;pertanyaan;pilihan a;pilihan b;benar\nsingle;Apa?;x;y;q\n"
    found = take(Format.CSV, text.encode()).problems[0]
    assert (found.line, found.column, found.code) == (2, 5, "jawaban-tak-terbaca")


def test_no_cell_of_a_table_is_a_formula_and_all_come_back():
    texts = ["=1+1", "@x", "-3", "'=y", "+4"]
    options = [{"key": k, "text": t, "rationale": t, "correct": k == "a"}
               for k, t in zip("abcde", texts, strict=True)]  # fmt: skip
    question = {"key": "m0-a", "kind": "multiple", "prompt": "=apa", "options": options}
    written = FORMS[Format.CSV].write(Given({"questions": [question]}, "K"))
    cells = written.data.decode("utf-8-sig").replace("\r\n", ";").split(";")
    assert not [each for each in cells if each.startswith(("=", "@", "-", "+"))]
    assert take(Format.CSV, written.data).questions == (question,)


def test_what_does_not_fit_our_shape_is_a_problem_at_its_line():
    many = "".join(f"~{letter}" for letter in "abcdefghijk")
    found = take(Format.GIFT, f"Satu {{=a ~b ~c}}\n\nDua {{=x {many}}}".encode())
    assert [(each.line, each.code) for each in found.problems] == [(3, "nilai-tidak-muat")]


def test_keys_are_made_of_titles_valid_and_each_only_once():
    text = "::Sapa!:: Satu {=a ~b ~c}\n\n::Sapa?:: Dua {=a ~b ~c}\n\nTanya ini {=a ~b ~c}"
    found = take(Format.GIFT, text.encode(), module="m4-coba")
    assert [each["key"] for each in found.questions] == ["m4-sapa", "m4-sapa-2", "m4-tanya-ini"]


QTI_CHOICE = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="choiceMultiple"
 title="Composition of Water" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
<correctResponse><value>H</value><value>O</value></correctResponse>
<mapping lowerBound="0" upperBound="2" defaultValue="-2">
<mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/>
<mapEntry mapKey="Cl" mappedValue="-1"/></mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0">
<prompt>Which of the following elements are used to form water?</prompt>
<simpleChoice identifier="H" fixed="false">Hydrogen</simpleChoice>
<simpleChoice identifier="He" fixed="false">Helium</simpleChoice>
<simpleChoice identifier="O" fixed="false">Oxygen</simpleChoice>
<simpleChoice identifier="Cl" fixed="false">Chlorine</simpleChoice>
</choiceInteraction></itemBody>
<responseProcessing
 template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>
</assessmentItem>"""
QTI_TEXT = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"
 identifier="textEntry"
 title="Richard III" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">
<correctResponse><value>York</value></correctResponse>
<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1" caseSensitive="true"/>
<mapEntry mapKey="york" mappedValue="0.5"/></mapping></responseDeclaration>
<itemBody><p>Identify the missing word.</p><blockquote><p>Made glorious summer by this sun of
<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>;</p></blockquote>
</itemBody></assessmentItem>"""
QTI_OTHER = """<assessmentItem identifier="slider" title="Slider"><itemBody>
<sliderInteraction responseIdentifier="RESPONSE"><prompt>x</prompt></sliderInteraction>
</itemBody></assessmentItem>"""


def test_items_of_qti_as_their_standard_shows_them_are_understood():
    found = take(Format.QTI, QTI_CHOICE.encode())
    [question] = found.questions
    assert (question["key"], question["kind"]) == ("composition-of-water", "multiple")
    assert [each["correct"] for each in question["options"]] == [True, False, True, False]
    assert found.problems == ()


def test_a_word_of_qti_keeps_its_shares():
    found = take(Format.QTI, QTI_TEXT.encode())
    [question] = found.questions
    assert question["short-text"] == {
        "accept": [{"answer": "York"}, {"answer": "york", "points": 0.5}], "case": True,
    }  # fmt: skip
    assert question["prompt"].startswith("Identify the missing word.")


def test_an_interaction_that_resap_has_not_is_told_and_left_out():
    found = take(Format.QTI, QTI_OTHER.encode())
    assert found.questions == ()
    assert "sliderInteraction" in found.losses[0].sentence
    assert [each.code.value for each in found.problems] == ["tanpa-soal"]


COMMENTED = """# Kuis contoh
questions:
  # LENGKAPI: objective: tujuan soal ini
  - key: m0-a   # yang pertama
    kind: single
    prompt: |
      # bukan komentar
      Apa # ini?
    title: 'a # b'
"""


def test_our_own_yaml_tells_of_the_comments_that_a_draft_leaves_behind():
    losses = take(Format.YAML, COMMENTED.encode()).losses
    assert [(each.what, each.sentence[:11]) for each in losses] == [("komentar", "2 komentar ")]
    bare = COMMENTED.replace("# Kuis contoh\n", "").replace("   # yang pertama", "")
    assert take(Format.YAML, bare.encode()).losses == ()

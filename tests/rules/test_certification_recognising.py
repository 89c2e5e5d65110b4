"""A table of documents from elsewhere: every row is held against the record."""

import io
from datetime import date
from uuid import uuid4

import pytest
import xlsxwriter

from training.certification.rules.recognising import (
    HEADS,
    MOST_ROWS,
    WANTED,
    Claim,
    Fault,
    Register,
    TooManyDocuments,
    as_table,
    cells,
    claim_told,
    digest_of,
    judge,
    review,
)
from training.people.rules.imports.intake import take

NIP, TODAY = "190001011925012001", date(2026, 3, 2)
SITI = uuid4()
GOOD = f"{NIP};layanan;Sertifikat 7/LAN/2026;LAN RI;01/02/2026"


def register(**more) -> Register:
    given = {
        "people": {NIP: SITI}, "names": {SITI: "Siti"},
        "programmes": {"layanan": "layanan", "layanan ramah anak": "layanan"},
        "recorded": frozenset(), "today": TODAY,
        "lasts": lambda _key, day: day >= date(2025, 1, 1),
    }  # fmt: skip
    return Register(**{**given, **more})


def rows(*lines: str):
    text = "\n".join((";".join(HEADS), *lines))
    return cells(take(text.encode(), WANTED).rows)


def faults(line: str, **more) -> tuple[Fault, ...]:
    [found] = judge(rows(line), register(**more))
    return found.faults


def test_a_good_row_becomes_a_claim():
    [found] = judge(rows(GOOD), register())
    day = date(2026, 2, 1)
    assert found.claim == Claim(SITI, "layanan", "Sertifikat 7/LAN/2026", "LAN RI", day)
    assert (found.known, found.faults, found.name) == (False, (), "Siti")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (f"x{GOOD}", Fault.PERSON_UNKNOWN),
        (GOOD.replace(NIP, ""), Fault.NUMBER_MISSING),
        (GOOD.replace("layanan", "lain"), Fault.PROGRAMME_UNKNOWN),
        (GOOD.replace("Sertifikat 7/LAN/2026", ""), Fault.DOCUMENT_MISSING),
        (GOOD.replace("LAN RI", ""), Fault.ISSUER_MISSING),
        (GOOD.replace("LAN RI", "L" * 161), Fault.TEXT_LONG),
        (GOOD.replace("LAN RI", "=1+1"), Fault.FORMULA),
        (GOOD.replace("01/02/2026", "31/02/2026"), Fault.DAY_ODD),
        (GOOD.replace("01/02/2026", "03/03/2026"), Fault.DAY_AHEAD),
        (GOOD.replace("01/02/2026", "01/02/2019"), Fault.TOO_OLD),
    ],
)
def test_everything_that_is_wrong_in_a_row_is_named(line, fault):
    assert fault in faults(line)


def test_a_number_that_a_spreadsheet_has_rounded_is_refused():
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        sheet.write_number(1, 0, float(NIP))
        sheet.write_row(1, 1, GOOD.split(";")[1:])
    [found] = judge(cells(take(book.getvalue(), WANTED).rows), register())
    assert found.faults == (Fault.NUMBER_NUMERIC,)


def test_the_same_document_twice_in_a_file_is_a_fault_of_the_second_row():
    found = judge(rows(GOOD, GOOD.replace("LAN RI", "Lembaga Administrasi Negara")), register())
    assert [each.faults for each in found] == [(), (Fault.TWICE,)]


def test_what_is_on_record_is_known_even_when_it_is_too_old_by_now():
    day = date(2026, 2, 1)
    held = frozenset({(SITI, "layanan", "sertifikat 7/lan/2026", day)})
    [found] = judge(rows(GOOD), register(recorded=held, lasts=lambda *_: False))
    assert (found.known, found.faults) == (True, ())


def test_a_programme_may_be_named_by_its_title_in_any_case():
    assert faults(GOOD.replace("layanan", "LAYANAN Ramah Anak")) == ()


def test_the_table_that_is_shown_once_more_says_the_same():
    found = rows(GOOD, f'{NIP};layanan;"a;b";\'LAN;2/2/2026')
    again = cells(take(as_table(found).encode(), WANTED).rows)
    assert [(e.number, e.document, e.issuer, e.day) for e in again] == [
        (e.number, e.document, e.issuer, e.day) for e in found
    ]


def test_a_table_has_an_end():
    with pytest.raises(TooManyDocuments):
        cells([(n, {"nip": NIP}) for n in range(MOST_ROWS + 1)])


def test_claims_are_kept_as_plain_values_and_reviewed_later():
    claim = Claim(SITI, "layanan", "Sertifikat 7", "LAN", date(2026, 2, 1))
    assert claim_told(claim.told()) == claim
    assert digest_of([claim]) == digest_of([claim_told(claim.told())])
    [found] = review([claim], register(people={str(SITI): SITI}))
    assert found.claim == claim
    [gone] = review([claim], register(people={}))
    assert gone.faults == (Fault.PERSON_UNKNOWN,)

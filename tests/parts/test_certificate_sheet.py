"""The sheet of a certificate: read aloud in Indonesian, kept for decades, with its own fonts."""

import re
from dataclasses import replace

import pytest

from tests.factories.certification import Desk
from tests.papers import Paper, page_sizes
from training.certification.rules.payloads import Jp, Payload
from training.web.certificate_sheet import sheet

pytestmark = pytest.mark.slow
A4_ACROSS = (842, 595)


@pytest.fixture
def payload(app, clock) -> Payload:
    desk = Desk(app.config["RESAP"].data, clock.now)
    return desk.certified().payload()


@pytest.fixture
def paper(app, clock, payload) -> Paper:
    return Paper(set_by(app, clock, payload))


def set_by(app, clock, payload: Payload) -> bytes:
    with app.test_request_context():
        return sheet(payload, at=clock.now)


def test_it_says_that_it_is_accessible_and_made_to_be_kept(paper):
    for told in ("pdfuaid:part>1<", "pdfaid:part>3<", "pdfaid:conformance>A<"):
        assert told in paper.about
    [intent] = paper.of_type(b"OutputIntent")
    assert b"/GTS_PDFA1" in paper.head(intent)
    [profile] = paper.leads(intent, b"DestOutputProfile")
    assert paper.stream(profile)[36:40] == b"acsp", "a profile of colours stands in the file"


def test_it_names_its_language_and_its_title(paper):
    assert re.search(rb"/Lang\s*\(id(-ID)?\)", paper.catalog)
    assert b"/DisplayDocTitle true" in paper.catalog
    assert "Sertifikat" in paper.about


def test_it_is_tagged_from_the_heading_to_the_picture(paper):
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", paper.catalog)
    assert b"/StructTreeRoot" in paper.catalog
    assert {b"Document", b"H1", b"H2", b"P", b"Table", b"TH", b"TD", b"Figure"} <= set(paper.tags)
    figures = [n for n in paper.of_type(b"StructElem") if b"/S/Figure" in paper.head(n)]
    assert all(b"/Alt" in paper.head(each) for each in figures)
    for page in paper.of_type(b"Page"):
        assert b"/StructParents" in paper.head(page)
        assert b"/Tabs/S" in paper.head(page)


def test_every_font_is_in_the_file_and_is_ours(paper):
    fonts = paper.fonts()
    assert len(fonts) >= 2
    for name, program in fonts.items():
        assert "AtkinsonHyperlegible" in name
        assert len(program) > 500, f"{name} is not embedded"
    for each in paper.of_type(b"Font"):
        if b"/Type0" in paper.head(each):
            assert paper.leads(each, b"ToUnicode"), "its letters can be copied and read aloud"


def test_a_font_that_is_left_out_would_be_noticed(paper):
    without = Paper(paper.content.replace(b"/FontFile", b"/NotAFile"))
    assert not any(without.fonts().values())


def test_it_is_two_sheets_and_nothing_that_acts(paper):
    assert page_sizes(paper.content) == [A4_ACROSS] * 2
    for forbidden in (b"/JavaScript", b"/Encrypt", b"/Launch", b"/OpenAction", b"/URI"):
        assert forbidden not in paper.content


@pytest.mark.parametrize(
    "name",
    [
        "Dr. Hj. Siti " + "Panjang " * 16 + "Rekaan, S.Sos., M.Si.",
        "Żółć Đặng 李 🙂",
        "#eval *x* $y$",
    ],
)
def test_whatever_a_person_is_called_it_stays_two_sheets(app, clock, payload, name):
    hours = Jp(8, "SK 800/1", "2026-03-01")
    drawn = set_by(app, clock, replace(payload, name=name, jp=hours))
    assert page_sizes(drawn) == [A4_ACROSS] * 2
    assert all(Paper(drawn).fonts().values())

"""Papers are known by their content; hostile ones are refused in under a second."""

import zipfile
from io import BytesIO

import pytest

from tests.pace import within
from training.observation.rules.products import LONGEST_TEXT
from training.observation.rules.products_files import (
    DOCUMENT,
    FILE_BYTES,
    FileIsNoDocument,
    FileKind,
    ProductFileIsTooLarge,
    opened,
)

pytestmark = pytest.mark.slow


def word(xml: str) -> bytes:
    box = BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(DOCUMENT, xml)
    return box.getvalue()


def test_the_words_of_a_docx_are_read_paragraph_by_paragraph():
    xml = (
        "<w:document><w:body><w:p><w:r><w:t>Anak disapa</w:t></w:r><w:r><w:t> dulu &amp; didengar"
        "</w:t></w:r></w:p><w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Kedua</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    found = opened(word(xml))
    assert (found.kind, found.text) == (FileKind.DOCX, "Anak disapa dulu & didengar\nKedua")


def test_a_text_and_a_pdf_are_known_by_what_they_are():
    assert opened(b"Satu\r\n\r\n\r\n\r\nDua").text == "Satu\n\nDua"
    assert opened(b"%PDF-1.7\n...\n%%EOF\n").kind is FileKind.PDF


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01", b"MZ\x90\x00", b"\xff\xd8\xff\xe0", b"%PDF-1.7 cut", b"PK\x03\x04rest",
     word("<!DOCTYPE x [<!ENTITY a 'b'>]><w:p/>"), b"GIF89a\x01"],
)  # fmt: skip
def test_what_is_no_document_is_refused(data):
    with pytest.raises(FileIsNoDocument):
        opened(data)


def test_a_zip_without_a_document_is_refused():
    box = BytesIO()
    with zipfile.ZipFile(box, "w") as packed:
        packed.writestr("lain.xml", "x")
    with pytest.raises(FileIsNoDocument):
        opened(box.getvalue())


def test_too_many_bytes_are_refused():
    with pytest.raises(ProductFileIsTooLarge):
        opened(b"a" * (FILE_BYTES + 1))


@pytest.mark.parametrize("piece", ["<", "<w:instrText>", "<w:p ", "a</w:p>"])
def test_a_bomb_is_refused_or_read_in_under_a_second(piece):
    data = word(piece * (7_900_000 // len(piece)))
    with within(1.0):
        assert len(opened(data).text) <= LONGEST_TEXT + 1


def test_a_bomb_of_many_megabytes_is_refused():
    with pytest.raises(FileIsNoDocument):
        opened(word(" " * 60_000_000))

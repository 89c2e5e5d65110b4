"""Documents for paper: tagged, in Indonesian, with our own fonts, whatever the data holds."""

import threading
from datetime import UTC, datetime

import pytest
import typst

from training.kernel.typesetting import pdf, picture

AT = datetime(2026, 11, 23, tzinfo=UTC)
PLAIN = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Atkinson Hyperlegible", lang: "id")
= #data.title
"""
SHAPE = '<rect width="9" height="9"/>'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{SHAPE}</svg>'


def test_a_page_is_tagged_and_says_its_language():
    made = pdf(PLAIN, {"title": "Uji"}, at=AT)
    assert made.startswith(b"%PDF-1.7")
    assert made.rstrip().endswith(b"%%EOF")
    for part in (b"/Marked true", b"/StructTreeRoot", b"/Lang(id)", b"<pdfuaid:part>1<"):
        assert part in made


def test_the_same_data_gives_the_same_bytes():
    one, other = (pdf(PLAIN, {"title": "Uji"}, at=AT) for _each in range(2))
    assert one == other
    assert pdf(PLAIN, {"title": "Lain"}, at=AT) != one


@pytest.mark.parametrize(
    "text", ['#read("/etc/passwd")', "$x$ *b* \\ ] [ # @", "é š 🙂 \u202e", "x" * 5000, "</script>"]
)
def test_data_is_never_a_command(text):
    assert pdf(PLAIN, {"title": text}, at=AT).startswith(b"%PDF")


def test_a_picture_without_words_is_refused():
    drawn = PLAIN + '#image(bytes(data.svg), format: "svg")'
    with pytest.raises(typst.TypstError, match="alt"):
        pdf(drawn, {"title": "Uji", "svg": SVG}, at=AT)
    said = drawn.replace('format: "svg"', 'format: "svg", alt: "Kotak"')
    assert pdf(said, {"title": "Uji", "svg": SVG}, at=AT)


def test_no_font_of_the_machine_is_used():
    foreign = PLAIN.replace("Atkinson Hyperlegible", "DejaVu Sans")
    used = pdf(foreign, {"title": "Uji"}, at=AT)
    assert b"DejaVu" not in used


def test_threads_set_their_own_pages():
    failed: list[Exception] = []

    def work(n: int) -> None:
        try:
            for _each in range(5):
                assert pdf(PLAIN, {"title": f"Uji {n}"}, at=AT)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []


def test_a_page_can_be_looked_at():
    assert picture(PLAIN, {"title": "Uji"}, ppi=30).startswith(b"\x89PNG")

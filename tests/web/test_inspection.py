"""The inspection of every page finds what it is there for."""

import pytest

from tests.web.inspection import faults
from training.web.words import catalog

PAGE = "<!DOCTYPE html><html lang=id><head><title>Halaman</title></head><body>{}</body></html>"
ENGLISH = sorted(
    {m.id for m in catalog() if isinstance(m.id, str) and len(m.id.split()) > 2}
    - {m.id for m in catalog() if isinstance(m.id, str) and set("%<") & set(m.id)}
)


def told(body: str) -> list[str]:
    return faults(PAGE.format(f"<h1>Judul</h1>{body}"))


def test_a_good_page_has_no_fault():
    assert told("<p>Isi halaman ini.</p>") == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p><div></p></div>", "invalid HTML"),
        ("<h1>Lagi</h1>", "2 h1 elements"),
        ("<input name=kata>", "field without a label: kata"),
        ("<fieldset id=a></fieldset>", "fieldset without a legend"),
        ("<p id=a></p><p id=a></p>", "id used 2 times"),
        ("<p style='color: red'>a</p>", "style attribute"),
        ("<script>1</script>", "inline script"),
        ("<a href='#'>Ke sana</a>", "dead link"),
        ("<a href='/ada'></a>", "link without words"),
        ("<p>Ada %(count)s pegawai.</p>", "unfilled"),
    ],
)
def test_a_fault_is_told(body, fault):
    assert any(each.startswith(fault) for each in told(body))


@pytest.mark.parametrize("text", ENGLISH[:: len(ENGLISH) // 20])
def test_english_is_found_between_other_words_and_marks(text):
    shown = text.replace("&", "&amp;").replace(">", "&gt;")
    assert f"untranslated: {' '.join(text.split())}" in told(f"<p>Awal “{shown}”, lalu akhir.</p>")

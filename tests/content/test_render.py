"""Lessons look as the product's pages expect, and say what their authors wrote."""

from dataclasses import replace

import pytest

from tests.content.guide import FIGURE, INDICATORS, MODULE, example, module
from training.content.rules import figures
from training.content.rules.dress import short_name
from training.content.rules.parse import parse_indicators, parse_module
from training.content.rules.render import (
    CONTACT_PLACEHOLDER,
    cited,
    fill_contacts,
    link_lessons,
    render_inline,
)

BEFORE = "Ia bersembunyi di balik tas.\n"


def lesson(text: str, **edits: str) -> str:
    """The first lesson of the guide's module with something added."""
    known = parse_indicators(INDICATORS, example("indicators")).value or ()
    whole = example("module").replace(BEFORE, f"{BEFORE}\n{text}\n", 1)
    for old, new in edits.items():
        whole = whole.replace(f"{old}: V", f"{old}: {new}")
    found = parse_module(MODULE, whole, {FIGURE: example("figure").encode()}, known).value
    assert found
    return found.lessons[0].html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("kata **tegas**", '<p class="govuk-body">kata <strong>tegas</strong></p>'),
        ("- satu\n- dua", '<ul class="govuk-list govuk-list--bullet">\n<li>satu</li>'),
        ("1. satu\n2. dua", '<ol class="govuk-list govuk-list--number">\n<li>satu</li>'),
        ("Daftar:\n- satu", "<li>satu</li>"),
        ("- satu\n  - dua", "<li>satu<ul"),
        ("### Bagian {#x}", '<h2 class="govuk-heading-m" id="bagian-x">Bagian</h2>'),
        ("### Anak & kita", 'id="bagian-anak-kita"'),
        (
            "[situs](https://contoh.id/a)",
            'class="govuk-link" href="https://contoh.id/a" rel="noopener',
        ),
        ("[lembar](#lembar)", '<a class="govuk-link" href="#pelajaran-lembar">lembar</a>'),
        ("/// hukum | Aturan\nisi\n///", '<div class="resap-note resap-note--hukum">'),
        ("/// hukum | Aturan\nisi\n///", '<p class="resap-note__title">Aturan</p>'),
        ("/// rincian | Lagi\nisi\n///", '<span class="govuk-details__summary-text">Lagi</span>'),
        ("/// contoh | A\n### B\n///", '<h4 class="govuk-heading-s" id="bagian-b">B</h4>'),
        ("/// dialog | Kurang baik\nA: b\n///", "resap-dialog--kurang-baik"),
        ("/// dialog | Lain kali\nA: **b**\n///", "<strong>b</strong>"),
        (
            "| a | b | x |\n| --- | --- | --- |\n| c | d | e |",
            '<th class="govuk-table__header" scope="row">c</th>',
        ),
        ("| ya | bukan |\n| --- | --- |\n| c | d |", 'govuk-table__cell" data-label="ya"'),
        ("| a | b |\n| --- | --: |\n| c | d |", 'govuk-table__cell--numeric" data-label="b"'),
        ("usia < 18 & > 5", "usia &lt; 18 &amp; &gt; 5"),
        ("`kode *x*`", "<code>kode *x*</code>"),
    ],
)
def test_markdown_gets_the_look_of_the_product(written, shown):
    assert shown in lesson(written).replace("\n\n", "\n")


def test_neighbouring_tabs_form_one_group_with_ids_of_their_own():
    html = lesson("/// tab | Satu\na\n///\n/// tab | Dua\nb\n///\n\nkata\n\n/// tab | Tiga\nc\n///")
    assert html.count('data-module="govuk-tabs"') == 2
    for name in ("tab-satu-pagi-1-1", "tab-satu-pagi-1-2", "tab-satu-pagi-2-1"):
        assert html.count(f'href="#{name}"') == html.count(f'id="{name}"') == 1
    assert html.count("govuk-tabs__list-item--selected") == 2


def test_a_dialogue_has_speakers_and_stage_directions():
    html = module().lessons[0].html
    assert '<div class="resap-dialog resap-dialog--baik">' in html
    assert '<dt class="resap-dialog__speaker">Petugas</dt>' in html
    assert '<p class="resap-dialog__stage">Petugas berjongkok.</p>' in html


def test_a_self_check_says_in_words_what_is_right():
    html = module().lessons[1].html
    assert html.count("resap-check__option--wrong") == html.count("resap-check__option--right") == 1
    assert '<strong class="resap-check__verdict">Tepat.</strong> Ia didengar lebih dulu.' in html
    assert '<strong class="resap-check__verdict">Belum tepat.</strong>' in html
    assert "open" not in html.split("resap-check__option", 1)[1].split(">")[0]


def test_a_figure_is_named_by_its_content_and_keeps_its_size():
    html, drawing = module().lessons[2].html, module().figures[0]
    assert f'src="/aset/{drawing.digest[:16]}.svg"' in html
    assert 'width="640"' in html
    assert 'loading="lazy"' in html
    assert "Setinggi mata anak.</figcaption>" in html
    assert figures.address(drawing.data).endswith(f"{drawing.digest[:16]}.svg")


def test_a_citation_is_short_and_shows_its_doubt():
    plain = lesson("Kata [@uu35-2014-1].")
    assert '<a class="resap-cite" href="#rujukan-uu35-2014-1">UU 35/2014 Pasal 1</a>' in plain
    doubted = lesson("Kata [@uu35-2014-1].", certainty="R")
    assert '<span class="resap-cite__doubt">perlu diperiksa</span></a>' in doubted
    assert cited(plain) == ("uu35-2014-1",)


@pytest.mark.parametrize(
    ("law", "article", "name"),
    [
        ("UU 25/2009 tentang Pelayanan Publik", "Pasal 34 huruf i", "UU 25/2009 Pasal 34 huruf i"),
        (
            "Permenpan 14/2017 tentang survei",
            "Unsur U6 dan U7",
            "Permenpan 14/2017 Unsur U6 dan U7",
        ),
        ("Standar Keeping Children Safe", "Kebijakan, orang", "Standar Keeping Children Safe"),
        ("UU 27/2022 tentang PDP", "ketentuan pidana (nomor belum dicatat)", "UU 27/2022"),
    ],
)
def test_a_short_name_holds_the_article_only_where_it_has_a_number(law, article, name):
    reference = replace(module().references[0], law=law, article=article)
    assert short_name(reference) == name


def test_contacts_are_filled_in_with_the_citys_numbers_and_escaped():
    html = module().lessons[3].html
    assert CONTACT_PLACEHOLDER.findall(html) == ["sapa-129"]
    filled = fill_contacts(html, {"sapa-129": "SAPA <129>"})
    assert 'data-contact="sapa-129">SAPA &lt;129&gt;</span>' in filled
    assert ">sapa-129</span>" in fill_contacts(html, {})


def test_links_between_lessons_are_pointed_at_their_pages():
    html = module().lessons[3].html
    assert 'href="#pelajaran-satu-pagi"' in html
    assert 'href="/a?b&amp;c"' in link_lessons(html, {"satu-pagi": "/a?b&c"})
    assert link_lessons(html, {}) == html


def test_two_sections_of_the_same_name_have_ids_of_their_own():
    html = lesson("### Contoh\n\na\n\n### Contoh\n\nb")
    assert html.count('id="bagian-contoh"') == 1
    assert 'id="bagian-contoh-2"' in html


def test_the_words_of_a_question_are_inline():
    assert render_inline("Satu *dua*\nlagi.\n\nTiga?\n") == "Satu <em>dua</em>\nlagi.<br><br>Tiga?"
    assert render_inline("1. bukan daftar") == "1. bukan daftar"
    assert render_inline("- # bukan judul") == "- # bukan judul"
    assert render_inline("") == ""


def test_a_question_cites_without_a_link():
    references = {each.key: each for each in module().references}
    html = render_inline("Menurut [@uu35-2014-1].", references)
    assert html == 'Menurut <span class="resap-cite">UU 35/2014 Pasal 1</span>.'

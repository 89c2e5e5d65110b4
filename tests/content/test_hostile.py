"""What an attacker would write is refused or harmless, and never slow."""

import re
from html.parser import HTMLParser

import pytest

from tests.content.guide import FIGURE, INDICATORS, MODULE, QUIZ, example
from tests.pace import within
from training.content.rules.model import Module
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import Parsed, has_errors
from training.content.rules.render import render_inline

pytestmark = pytest.mark.slow

BEFORE = "Ia bersembunyi di balik tas.\n"
KNOWN = parse_indicators(INDICATORS, example("indicators")).value or ()
TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "br", "a", "span", "div"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "details", "summary"),
    *("figure", "figcaption", "img"),
}
ATTRIBUTES = {
    *("class", "id", "href", "rel", "scope", "src", "alt", "width", "height", "loading"),
    *("data-label", "data-contact", "data-module"),
}


class Inspector(HTMLParser):
    """Fails on every tag, attribute or address that has no business in a lesson."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name == "href":
                assert re.fullmatch(r"#[a-z0-9-]+|https://[^/@\s]+(/\S*)?", value), value
            if name == "src":
                assert re.fullmatch(r"/aset/[0-9a-f]{16}\.svg", value), value
            if name == "class":
                assert all(one.startswith(("govuk-", "resap-")) for one in value.split()), value

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def inspected(html: str) -> str:
    Inspector().feed(html)
    return html


def parsed(text: str) -> Parsed[Module]:
    module = example("module").replace(BEFORE, f"{BEFORE}\n{text}\n", 1)
    with within(1.0):
        found = parse_module(MODULE, module, {FIGURE: example("figure").encode()}, KNOWN)
    for lesson in found.value.lessons if found.value else ():
        inspected(lesson.html)
    return found


REFUSED = {
    "script": "<script>alert(1)</script>",
    "script in a title": "/// catatan | <script>alert(1)</script>\nisi\n///",
    "script as speaker": "/// dialog | Baik\n<script>: alert(1)\n///",
    "script in a choice": "/// periksa | Apa?\n- [x] <script> — x\n- [ ] y — z\n///",
    "script in a cell": "| a | b |\n| --- | --- |\n| <script>x</script> | c |",
    "attribute list": 'Teks {: onclick="alert(1)" }',
    "heading attributes": "### Judul {: onclick=alert(1) }",
    "javascript link": "[x](javascript:alert(1))",
    "mixed case link": "[x](JaVaScRiPt:alert(1))",
    "entity link": "[x](java&#115;cript:alert(1))",
    "tab in link": "[x](java\tscript:alert(1))",
    "angle link": "[x](<javascript:alert(1)>)",
    "nested link": "[a [b]](javascript:alert(1))",
    "data link": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "vbscript link": "[x](vbscript:msgbox)",
    "protocol relative": "[x](//jahat.id)",
    "user in link": "[x](https://kota.go.id@jahat.id/)",
    "backslash link": "[x](https:\\\\jahat.id)",
    "reference link": "[x][a]\n\n[a]: javascript:alert(1)",
    "remote image": "![Gambar dari tempat lain yang jauh.](https://jahat.id/a.png)",
    "image error": "<img src=x onerror=alert(1)>",
    "inline image": "teks ![x](javascript:alert(1)) teks",
    "path upwards": "![Gambar dari folder yang lain sekali.](figures/../../etc/passwd)",
    "svg": "<svg onload=alert(1)>",
    "style": "<style>*{display:none}</style>",
    "iframe": '<iframe src="https://jahat.id"></iframe>',
    "form": '<form action="https://jahat.id"><input name=a></form>',
    "meta refresh": '<meta http-equiv="refresh" content="0;url=https://jahat.id">',
    "base": '<base href="https://jahat.id/">',
    "object": '<object data="https://jahat.id"></object>',
    "encoded": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "numeric": "&#60;script&#62;alert(1)",
    "unclosed": "<div><a href='x'><b",
    "comment": "<!-- --><script>alert(1)</script>",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
    "instruction": "<?php system('id') ?>",
    "autolink": "<javascript:alert(1)>",
    "mail": "<jahat@jahat.id>",
    "code fence": "```\n<script>alert(1)</script>\n```",
    "unknown box": "/// html | script\nalert(1)\n///",
    "boxes in boxes": "/// catatan | a\n" * 50 + "x\n" + "///\n" * 50,
    "unclosed boxes": "/// tab | a\n" * 400,
    "emphasis": "*" * 4_900,
    "emphasis runs": "*a _b **c __d " * 300,
    "many emphases": ("*a*" * 66 + "\n\n") * 900,
    "brackets": "[" * 4_900,
    "many brackets": ("[" * 190 + "\n\n") * 900,
    "bracket pairs": ("[a](" * 45 + "\n\n") * 900,
    "backticks": ("`a``b" * 40 + "\n\n") * 900,
    "quotes": ">" * 4_900 + " a",
    "deep list": "".join(f"{' ' * 2 * level}- a\n" for level in range(300)),
    "many items": "- a\n" * 45_000,
    "many paragraphs": "a\n\n" * 60_000,
    "many lessons": "## b {#b}\n\nx\n\n" * 12_000,
    "table of a megabyte": "| a | b |\n| - | - |\n" + "| x | y |\n" * 100_000,
    "wide table": ("|" * 1_900 + "\n") * 90,
    "long line": "a" * 150_000,
    "right to left": "teks \u202egnajnap\u202c",
    "null": "teks \x00 teks",
    "stash marks": "\x02klzzwxh:0000\x03",
}
HARMLESS = {
    "box attributes": "/// catatan | a\n    attrs: {onclick: alert(1), id: x}\n\nisi\n///",
    "box aliases": "/// catatan | a\n    a: &a [1]\n    b: [*a, *a]\n\nisi\n///",
    "box as item": "- /// catatan | 0\n- # Judul\n- > kutipan",
    "internal box": "- /// gambar | 1",
    "numbers": ("1." * 2_400 + "\n\n") * 35,
    "long words": ("a" * 4_900 + "\n\n") * 35,
    "short sentences": ("a. " * 1_600 + "\n\n") * 35,
    "spaces": (" " * 4_900 + "x\n\n") * 35,
    "at signs": ("a@" * 2_400 + "\n\n") * 35,
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_markdown_is_refused_quickly_and_would_do_no_harm(name):
    assert has_errors(parsed(REFUSED[name]).problems)


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_markdown_is_harmless_and_quick(name):
    parsed(HARMLESS[name])


@pytest.mark.parametrize("name", [name for name in REFUSED if len(REFUSED[name]) < 5_000])
def test_hostile_text_in_a_question_is_harmless(name):
    inspected(render_inline(REFUSED[name]))


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "[" * 400_000,
        "- \n" * 160_000,
        "".join(f"k{number}: 1\n" for number in range(40_000)),
        "a: 1\n" * 90_000,
        "a:\n" + "".join(f"{' ' * level}a:\n" for level in range(900)),
        "!!python/object/apply:os.system ['id']",
        'a: "' + "\\u0041" * 80_000 + '"',
        "panel:\n  basis: |\n" + ("    " + "resiko " * 700 + "\n") * 90,
        "- " * 200_000,
        "? " * 200_000,
        "x" * 600_000,
    ],
    ids=lambda text: text[:20].replace("\n", " "),
)
def test_hostile_yaml_is_refused_quickly(text):
    with within(1.0):
        found = parse_quiz(QUIZ, text, None, KNOWN)
    assert found.value is None
    assert has_errors(found.problems)

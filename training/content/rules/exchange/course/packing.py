"""Packs a module with its lessons, figures and quiz for a learning platform."""

from collections.abc import Mapping
from html import escape

from training.content.rules import figures as drawings
from training.content.rules.exchange.archive import packed
from training.content.rules.exchange.course import quizform
from training.content.rules.exchange.course.manifests import MANIFESTS, Course, Standard
from training.content.rules.exchange.frame import Given, Tally, Written
from training.content.rules.model import Lesson, Module, Reference
from training.content.rules.render import cited, fill_contacts, link_lessons

QUIZ = "kuis"


def course(
    standard: Standard,
    module: Module,
    given: Given,
    parts: Mapping[str, str],
    contacts: Mapping[str, str],
) -> Written:
    """The package as a zip, and what it does not carry.

    `parts` are the scripts and the sheet that every package holds, by file name; of the scripts
    that speak with a platform only the standard's own goes in. `contacts` are the city's.
    """
    tally = Tally(keeps_tags=False)
    quizform.warn(tally)
    questions = quizform.asked(given, tally)
    members = {f"halaman/{each.id}.html": _lesson(each, module, contacts)
               for each in module.lessons}  # fmt: skip
    members["halaman/kuis.html"] = _page(
        "Kuis",
        f'<form id="kuis">{"".join(map(quizform.fieldset, questions))}'
        '<p><button type="submit">Periksa jawaban</button></p></form><p id="hasil" role="status">'
        '</p><script src="../soal.js"></script><script src="../kuis.js"></script>',
    )
    members["soal.js"] = quizform.key(given, questions)
    members["index.html"] = _frame(module)
    members |= {name: text for name, text in parts.items() if not name.startswith("lms-")}
    members["lms.js"] = parts[f"lms-{standard.value}.js"]
    pictures = {f"gambar/{each.name}": each.data for each in module.figures}
    name, write = MANIFESTS[standard]
    files = [*members, *pictures]
    mark = float(given.data.get("pass_mark", 0.75))
    told = Course(module.slug, module.title, module.summary, mark, files)
    whole = {name: write(told), **members}
    data = packed({**{path: text.encode("utf-8") for path, text in whole.items()}, **pictures})
    return Written(data, tuple(tally.losses))


def _page(title: str, inside: str) -> str:
    return (
        '<!doctype html>\n<html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="../paket.css"></head>'
        f"<body><main><h1>{escape(title)}</h1>{inside}</main></body></html>\n"
    )


def _lesson(lesson: Lesson, module: Module, contacts: Mapping[str, str]) -> str:
    ways = {each.id: f"{each.id}.html" for each in module.lessons}
    html = link_lessons(fill_contacts(lesson.html, contacts), ways)
    for figure in module.figures:
        html = html.replace(drawings.address(figure.data), f"../gambar/{figure.name}")
    named = cited(lesson.html)
    sources = [_source(each) for each in module.references if each.key in named]
    told = f"<h2>Rujukan</h2><ul>{''.join(sources)}</ul>" if sources else ""
    return _page(lesson.title, f"{html}{told}")


def _source(reference: Reference) -> str:
    said = f"{reference.law}, {reference.article}: {reference.says}"
    return f'<li id="rujukan-{reference.key}">{escape(said)}</li>'


def _frame(module: Module) -> str:
    """The page that the platform opens: the list of pages, and one of them beside it."""
    pages = [(each.id, each.title) for each in module.lessons] + [(QUIZ, "Kuis")]
    links = "".join(
        f'<li><a href="halaman/{name}.html" target="isi" data-halaman="{name}">{escape(title)}</a>'
        "</li>"
        for name, title in pages
    )
    title = escape(module.title)
    return (
        '<!doctype html>\n<html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="paket.css"></head>'
        f'<body class="bingkai"><header><h1>{title}</h1></header>'
        f'<nav aria-label="Halaman"><ol>{links}</ol></nav>'
        f'<iframe name="isi" title="Isi modul" src="halaman/{pages[0][0]}.html"></iframe>'
        '<p id="keadaan" role="status"></p>'
        '<script src="lms.js"></script><script src="paket.js"></script></body></html>\n'
    )

"""What a paragraph claims about law, deadlines and numbers, and whether it says whence."""

import re
from collections.abc import Iterator

from training.content.rules.codes import ProblemCode as C
from training.content.rules.inline import CITATION, plain
from training.content.rules.problems import Problem, problem
from training.content.rules.scan import Body, Sort
from training.content.rules.source import Prose
from training.content.rules.structure import rows

LAW = re.compile(
    r"\b(?:UU|PP|Perpres|Perpu|Permen\w*|Perda|Perwali|Keppres|Kepmen\w*|Kepres|Inpres|Peraturan"
    r"|Undang-Undang|KUHP|SNI)\s+(?:Nomor\s+|No\.\s*)?(?:\d|[A-Z][A-Z]+\b|Tunas\b)[\w/.:-]*"
    r"|\b(?:Pasal|Ps\.?|KHA)\s+\d+\w*"
    r"|\bKomentar\s+Umum\s+(?:Nomor\s+|No\.\s*)?\d+"
)
DEADLINE = re.compile(r"\b\d+\s*[×xX]\s*24\s*jam\b")
SANCTION = re.compile(
    r"\bdipidana\b|\bpidana\s+penjara\b"
    r"|\b(?:penjara|denda)\s+(?:paling|hingga|sampai|maksimal|Rp)\s*\w*",
    re.IGNORECASE,
)
STATISTIC = re.compile(
    r"(?<![\d.,])\d[\d.,]{0,15}\s*(?:%|persen\b)"
    r"|(?<![\d.,])\d[\d.]{0,15}\s+(?:aduan|kasus|laporan\s+kekerasan|korban)\b"
)
FACTS = (LAW, DEADLINE, SANCTION)


def check(body: Body) -> Iterator[Problem]:
    """Claims without a citation in the same paragraph, list item or table row."""
    for piece in body.pieces:
        if piece.sort in (Sort.PARAGRAPH, Sort.ITEM, Sort.MORE):
            yield from _claims(body, Prose(body.words(piece), piece.start))
        elif piece.sort is Sort.TABLE:
            for row in rows(body, piece):
                end = row[-1].start + len(row[-1].text)
                yield from _claims(body, Prose(body.text[row[0].start : end], row[0].start))


def claim(text: str) -> re.Match[str] | None:
    """The first law, deadline or sanction in a text."""
    found = (pattern.search(text) for pattern in FACTS)
    return min(filter(None, found), key=re.Match.start, default=None)


def _claims(body: Body, prose: Prose) -> Iterator[Problem]:
    if CITATION.search(prose.text):
        return
    text = plain(prose.text)
    found = claim(text)
    code = C.FACT_WITHOUT_SOURCE if found else C.STATISTIC_WITHOUT_SOURCE
    found = found or STATISTIC.search(text)
    if found:
        spot = body.locator.spot(prose.start + found.start())
        yield problem(body.path, spot, code, what=found[0])

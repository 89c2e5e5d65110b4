"""The same table in a Word document: the first table whose first row holds the heads."""

from html import escape

from training.content.rules.exchange.archive import Package, packed
from training.content.rules.exchange.frame import Given, Read, Refused, Tally, Written
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.tablereading import Line, questions
from training.content.rules.exchange.tablerows import rows
from training.content.rules.exchange.xmltree import Node, read_xml

DOCUMENT = "word/document.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/{DOCUMENT}" ContentType="{_KIND}"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    f'relationships/officeDocument" Target="{DOCUMENT}"/></Relationships>'
)


def read(data: bytes) -> Read:
    """The questions of the first table that has the heads; a line is a row of the table."""
    root = read_xml(Package(data).read(DOCUMENT))
    tally = Tally()
    tally.where = "kuis"
    for table in root.find("tbl"):
        lines = [
            Line(number, tuple(_cell(cell) for cell in row.all("tc")))
            for number, row in enumerate(table.all("tr"), 1)
        ]
        if lines and any(cell.strip().lower() == "pertanyaan" for cell in lines[0].cells):
            _dressed(table, tally)
            questions(lines, tally)
            return tally.read()
    raise Refused(Wrong.NO_TABLE)


def _dressed(table: Node, tally: Tally) -> None:
    """Bold words and pictures, which are not read."""
    for row in table.all("tr")[1:]:
        for name in {each.name for each in row.find("b", "i", "u")}:
            tally.lose("sel", Lost.MARKUP, found=name)
        if next(row.find("drawing", "pict"), None):
            tally.lose("sel", Lost.PICTURE, name="Word")


def _cell(cell: Node) -> str:
    """The words of a cell: a blank line between its paragraphs."""
    paragraphs = ("".join(_words(run) for run in each.find("t", "br", "tab", "noBreakHyphen"))
                  for each in cell.find("p"))  # fmt: skip
    return "\n\n".join(each.strip() for each in paragraphs if each.strip())


def _words(run: Node) -> str:
    return {"t": run.text, "br": "\n", "tab": " ", "noBreakHyphen": "-"}[run.name]


def write(given: Given) -> Written:
    """The quiz as a Word document with one table on pages that lie on their side."""
    tally = Tally()
    heads, *others = rows(given, tally)
    told = [_row(heads, bold=True), *(_row(each) for each in others)]
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{WORD}"><w:body>'
        f"{_paragraph(given.title)}<w:tbl><w:tblPr><w:tblBorders>{_borders()}</w:tblBorders>"
        f"</w:tblPr>{''.join(told)}</w:tbl>"
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
        "</w:body></w:document>"
    )
    members = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, DOCUMENT: document}
    data = packed({name: text.encode("utf-8") for name, text in members.items()})
    return Written(data, tuple(tally.losses))


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)


def _row(cells: list[str], *, bold: bool = False) -> str:
    told = "".join(f"<w:tc>{_paragraphs(cell, bold)}</w:tc>" for cell in cells)
    return f"<w:tr>{told}</w:tr>"


def _paragraphs(cell: str, bold: bool) -> str:
    return "".join(_paragraph(each, bold) for each in cell.split("\n\n"))


def _paragraph(text: str, bold: bool = False) -> str:
    dress = "<w:rPr><w:b/></w:rPr>" if bold else ""
    words = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:p><w:r>{dress}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'

"""QTI 2.1: a package of items, or one item alone."""

from dataclasses import replace
from posixpath import dirname, join, normpath

from training.content.rules.exchange.archive import Package
from training.content.rules.exchange.carry import restored
from training.content.rules.exchange.frame import (
    MOST_QUESTIONS,
    Given,
    Read,
    Refused,
    Tally,
    Written,
)
from training.content.rules.exchange.qtireading import question_of
from training.content.rules.exchange.qtiwriting import package
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.xmltree import Budget, Node, read_xml

MANIFEST = "imsmanifest.xml"
OWN = "soal-"


def read(data: bytes) -> Read:
    """All items of a package; what cannot be understood is a problem with its file and line."""
    tally = Tally()
    if data.startswith(b"PK"):
        _package(Package(data), tally)
    else:
        root = read_xml(data)
        if root.name != "assessmentItem":
            raise Refused(Wrong.WRONG_ROOT, root.line, root.column, name="QTI 2.1")
        _keep(root, [], tally)
    return tally.read()


def _package(opened: Package, tally: Tally) -> None:
    name = next((each for each in opened.names if each.rpartition("/")[2] == MANIFEST), MANIFEST)
    budget = Budget()
    manifest = read_xml(opened.read(name), budget)
    resources = [each for each in manifest.find("resource") if each.attributes.get("href")]
    if len(resources) > 3 * MOST_QUESTIONS:
        raise Refused(Wrong.TOO_MANY, limit=3 * MOST_QUESTIONS, what="butir")
    for resource in resources:
        kind, href = resource.attributes.get("type", ""), resource.attributes["href"]
        tally.where = href
        if not kind.startswith("imsqti_item"):
            tally.lose("resource", Lost.FOREIGN, found=f"{kind} {href}")
            continue
        part = normpath(join(dirname(name), href))
        try:
            root = read_xml(opened.read(part), budget)
            _keep(root, _tags(resource), tally)
        except Refused as refused:
            tally.problems.append(replace(refused.problem, part=part))
        if budget.left < 0:
            break


def _tags(resource: Node) -> list[str]:
    words = (each.text.strip() for each in resource.find("keyword"))
    return [each for each in words if each]


def _keep(root: Node, tags: list[str], tally: Tally) -> None:
    if root.name != "assessmentItem":
        raise Refused(Wrong.WRONG_ROOT, root.line, root.column, name="QTI 2.1")
    identifier, title = root.attributes.get("identifier", ""), root.attributes.get("title", "")
    tally.where = title or identifier
    question = question_of(root, tally)
    if question is None:
        return
    named = {"title": title or identifier}
    if identifier.startswith(OWN):
        named["key"] = identifier.removeprefix(OWN)
    tally.add({**named, **restored(question, tags, tally)}, root.line)


def write(given: Given) -> Written:
    """The quiz as a package; questions without a near form are left out and told of."""
    tally = Tally()
    data = package(given, tally)
    return Written(data, tuple(tally.losses))

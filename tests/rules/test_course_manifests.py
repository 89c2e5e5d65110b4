"""Manifests keep to the order, the attributes and the values that the published schemas ask for.

Each grammar below says what the schema says of the elements that we write: imscp_rootv1p1p2 and
adlcp_rootv1p2 (SCORM 1.2), imscp_v1p1, adlcp_v1p3 and imsss_v1p0 (SCORM 2004, 4th edition), and
CourseStructure.xsd of cmi5 1.0. Children must come in the order named.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.exchange.course.manifests import MANIFESTS, START, Course, Standard

NAME = re.compile(r"[A-Za-z_][\w.-]*")
CP12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
CP, ADL, SS = (
    "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3",
    "http://www.imsglobal.org/xsd/imsss",
)  # fmt: skip
CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


@dataclass(frozen=True)
class Element:
    """Attributes that must and may stand there, and children as (name, least, most) in order."""

    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    children: tuple[tuple[str, int, int], ...] = ()


MANY = 10_000


def packaging(cp: str, kind: str, item_ends: str) -> dict[str, Element]:
    """What both versions of SCORM take from IMS Content Packaging."""
    return {
        f"{{{cp}}}manifest": Element(("identifier",), ("version",), (
            (f"{{{cp}}}metadata", 1, 1), (f"{{{cp}}}organizations", 1, 1),
            (f"{{{cp}}}resources", 1, 1))),
        f"{{{cp}}}metadata": Element(children=(
            (f"{{{cp}}}schema", 1, 1), (f"{{{cp}}}schemaversion", 1, 1))),
        f"{{{cp}}}schema": Element(), f"{{{cp}}}schemaversion": Element(),
        f"{{{cp}}}organizations": Element(("default",), (), ((f"{{{cp}}}organization", 1, MANY),)),
        f"{{{cp}}}organization": Element(("identifier",), (), (
            (f"{{{cp}}}title", 1, 1), (f"{{{cp}}}item", 1, MANY))),
        f"{{{cp}}}title": Element(),
        f"{{{cp}}}item": Element(("identifier", "identifierref"), ("isvisible", "parameters"), (
            (f"{{{cp}}}title", 1, 1), (item_ends, 0, 1))),
        f"{{{cp}}}resources": Element(children=((f"{{{cp}}}resource", 1, MANY),)),
        f"{{{cp}}}resource": Element(("identifier", "type", "href", kind), (), (
            (f"{{{cp}}}file", 1, MANY),)),
        f"{{{cp}}}file": Element(("href",)),
    }  # fmt: skip


GRAMMARS = {
    Standard.SCORM_12: packaging(CP12, f"{{{ADL12}}}scormtype", f"{{{ADL12}}}masteryscore")
    | {f"{{{ADL12}}}masteryscore": Element()},
    Standard.SCORM_2004: packaging(CP, f"{{{ADL}}}scormType", f"{{{SS}}}sequencing") | {
        # Of imsss:sequencing we use two of eight children; objectives come before the controls.
        f"{{{SS}}}sequencing": Element(children=(
            (f"{{{SS}}}objectives", 0, 1), (f"{{{SS}}}deliveryControls", 0, 1))),
        f"{{{SS}}}objectives": Element(children=((f"{{{SS}}}primaryObjective", 1, 1),)),
        f"{{{SS}}}primaryObjective": Element((), ("objectiveID", "satisfiedByMeasure"), (
            (f"{{{SS}}}minNormalizedMeasure", 0, 1),)),
        f"{{{SS}}}minNormalizedMeasure": Element(),
        f"{{{SS}}}deliveryControls": Element((), (
            "tracked", "completionSetByContent", "objectiveSetByContent")),
    },
    Standard.CMI5: {
        f"{{{CMI5}}}courseStructure": Element(children=(
            (f"{{{CMI5}}}course", 1, 1), (f"{{{CMI5}}}au", 1, MANY))),
        f"{{{CMI5}}}course": Element(("id",), (), (
            (f"{{{CMI5}}}title", 1, 1), (f"{{{CMI5}}}description", 1, 1))),
        f"{{{CMI5}}}au": Element(("id",), (
            "moveOn", "masteryScore", "launchMethod", "activityType"), (
            (f"{{{CMI5}}}title", 1, 1), (f"{{{CMI5}}}description", 1, 1),
            (f"{{{CMI5}}}url", 1, 1))),
        f"{{{CMI5}}}title": Element(children=((f"{{{CMI5}}}langstring", 1, MANY),)),
        f"{{{CMI5}}}description": Element(children=((f"{{{CMI5}}}langstring", 1, MANY),)),
        f"{{{CMI5}}}langstring": Element((), ("lang",)),
        f"{{{CMI5}}}url": Element(),
    },
}  # fmt: skip


def faults(node: ElementTree.Element, grammar: dict[str, Element]) -> list[str]:
    """Everything about a node and those below it that its schema would refuse."""
    rule = grammar.get(node.tag)
    if rule is None:
        return [f"unknown {node.tag}"]
    found = [f"{node.tag} lacks {each}" for each in rule.must if not node.get(each)]
    found += [f"{node.tag} has {each}" for each in node.attrib if each not in rule.must + rule.may]
    names = [child.tag for child in node]
    order = [name for name, _least, _most in rule.children]
    if any(name not in order for name in names):
        found.append(f"{node.tag} holds {names}")
    elif names != sorted(names, key=order.index):
        found.append(f"{node.tag} is out of order: {names}")
    found += [
        f"{node.tag} has {names.count(name)} {name}"
        for name, least, most in rule.children if not least <= names.count(name) <= most
    ]  # fmt: skip
    return found + [fault for child in node for fault in faults(child, grammar)]


def manifest(standard: Standard, **more) -> ElementTree.Element:
    course = {"slug": "m3-berbicara", "title": "Berbicara & <melayani>",
              "summary": "Ringkas \"ini\".",
              "pass_mark": 0.75, "files": (START, "isi/gambar.svg")}  # fmt: skip
    written = MANIFESTS[standard][1](Course(**(course | more)))
    return ElementTree.fromstring(written.encode())


@pytest.mark.parametrize("standard", Standard)
def test_a_manifest_keeps_to_its_schema(standard):
    assert faults(manifest(standard), GRAMMARS[standard]) == []


@pytest.mark.parametrize("standard", Standard)
def test_the_check_finds_what_is_missing_strange_or_out_of_order(standard):
    root = manifest(standard)
    root[:] = reversed(root)
    root[0].tag, root[-1].attrib["aneh"] = "aneh", "ya"
    assert len(faults(root, GRAMMARS[standard])) >= 2


@pytest.mark.parametrize("standard", [Standard.SCORM_12, Standard.SCORM_2004])
def test_references_lead_somewhere_and_names_are_names(standard):
    root = manifest(standard)
    every = [node.get("identifier") for node in root.iter() if node.get("identifier")]
    assert len(set(every)) == len(every)
    assert all(NAME.fullmatch(each) for each in every)
    for reference in ("default", "identifierref"):
        assert {node.get(reference) for node in root.iter() if node.get(reference)} <= set(every)
    resource = next(node for node in root.iter() if node.get("type"))
    assert (resource.get("type"), resource.get("href")) == ("webcontent", START)
    assert START in {node.get("href") for node in resource}
    kinds = {value for name, value in resource.attrib.items() if name.lower().endswith("scormtype")}
    assert kinds == {"sco"}


@pytest.mark.parametrize(
    ("standard", "version"), [(Standard.SCORM_12, "1.2"), (Standard.SCORM_2004, "2004 4th Edition")]
)
def test_the_version_is_written_as_platforms_look_for_it(standard, version):
    texts = [node.text for node in manifest(standard)[0]]
    assert texts == ["ADL SCORM", version]


def test_cmi5_uses_the_words_of_its_schema():
    root = manifest(Standard.CMI5)
    course, unit = root
    assert course.get("id") != unit.get("id")
    assert unit.get("moveOn") in {
        "NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed",
    }  # fmt: skip
    assert unit.get("launchMethod") in {"OwnWindow", "AnyWindow"}


@given(st.floats(0, 1))
def test_every_pass_mark_is_a_decimal_as_the_schemas_have_it(mark):
    """xs:decimal knows no exponent; SCORM 1.2 goes to 100, cmi5 has four decimals at most."""
    (points,) = (n.text for n in manifest(Standard.SCORM_12, pass_mark=mark).iter()
                 if n.tag.endswith("masteryscore"))  # fmt: skip
    (measure,) = (n.text for n in manifest(Standard.SCORM_2004, pass_mark=mark).iter()
                  if n.tag.endswith("minNormalizedMeasure"))  # fmt: skip
    score = manifest(Standard.CMI5, pass_mark=mark)[1].get("masteryScore")
    assert re.fullmatch(r"\d{1,3}", points)
    assert 0 <= int(points) <= 100
    for text in (measure, score):
        assert re.fullmatch(r"[01](\.\d{1,4})?", text)
        assert 0 <= Decimal(text) <= 1

"""Packages for learning platforms: whole, valid in what the standards demand, honest of the key."""

import io
import json
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from training.content.queries.drafts import read
from training.content.queries.giving import course_of, of_draft
from training.content.rules.exchange.course.manifests import Standard
from training.content.rules.exchange.course.quizform import asked, fieldset, key
from training.content.rules.exchange.frame import Given, Tally
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

SLUG = "m3-berbicara-melayani"
CP12, ADL12 = (
    "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}",
    "{http://www.adlnet.org/xsd/adlcp_rootv1p2}",
)
CP04, ADL04 = "{http://www.imsglobal.org/xsd/imscp_v1p1}", "{http://www.adlnet.org/xsd/adlcp_v1p3}"
SEQ, C5 = (
    "{http://www.imsglobal.org/xsd/imsss}",
    "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}",
)


@pytest.fixture(scope="module")
def whole():
    return of_draft(read(ROOT, today=date(2026, 11, 24)).of(SLUG))


@pytest.fixture(scope="module")
def packages(whole):
    return {each: course_of(whole, each, {"sapa-129": "SAPA 129"}) for each in Standard}


def opened(written) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(written.data))


def root(written, name) -> ElementTree.Element:
    return ElementTree.fromstring(opened(written).read(name))


@pytest.mark.parametrize(
    ("standard", "cp", "version", "kind"),
    [
        (Standard.SCORM_12, CP12, "1.2", f"{ADL12}scormtype"),
        (Standard.SCORM_2004, CP04, "2004 4th Edition", f"{ADL04}scormType"),
    ],
)
def test_a_manifest_of_scorm_has_what_its_schema_requires(packages, standard, cp, version, kind):
    manifest = root(packages[standard], "imsmanifest.xml")
    assert manifest.tag == f"{cp}manifest"
    assert manifest.get("identifier")
    assert [each.tag for each in manifest] == [
        f"{cp}metadata", f"{cp}organizations", f"{cp}resources"
    ]  # fmt: skip
    assert [each.text for each in manifest[0]] == ["ADL SCORM", version]
    assert manifest[1].get("default") == manifest[1][0].get("identifier")
    item, resource = next(manifest.iter(f"{cp}item")), manifest[2][0]
    assert item.get("identifierref") == resource.get("identifier")
    assert item.find(f"{cp}title").text
    assert (resource.get("type"), resource.get(kind)) == ("webcontent", "sco")
    named = [each.get("href") for each in resource]
    held = [name for name in opened(packages[standard]).namelist() if name != "imsmanifest.xml"]
    assert sorted(named) == sorted(held)
    assert resource.get("href") in named


def test_the_pass_mark_of_the_quiz_is_the_platforms(packages):
    first = root(packages[Standard.SCORM_12], "imsmanifest.xml")
    assert next(first.iter(f"{ADL12}masteryscore")).text == "75"
    second = root(packages[Standard.SCORM_2004], "imsmanifest.xml")
    assert next(second.iter(f"{SEQ}minNormalizedMeasure")).text == "0.75"
    third = root(packages[Standard.CMI5], "cmi5.xml")
    assert third.find(f"{C5}au").get("masteryScore") == "0.75"


def test_a_course_structure_of_cmi5_has_what_its_schema_requires(packages):
    structure = root(packages[Standard.CMI5], "cmi5.xml")
    assert structure.tag == f"{C5}courseStructure"
    course, unit = structure
    assert course.tag == f"{C5}course"
    assert unit.tag == f"{C5}au"
    for each in (course, unit):
        assert re.match(r"[a-z]+:", each.get("id"))  # an IRI
        for name in ("title", "description"):
            words = each.find(f"{C5}{name}/{C5}langstring")
            assert words.get("lang") == "id"
            assert words.text
    assert course.get("id") != unit.get("id")
    assert unit.find(f"{C5}url").text in opened(packages[Standard.CMI5]).namelist()


@pytest.mark.parametrize("standard", list(Standard))
def test_every_page_finds_what_it_names_inside_the_package(packages, standard):
    archive = opened(packages[standard])
    names = set(archive.namelist())
    for page in (name for name in names if name.endswith(".html")):
        html = archive.read(page).decode()
        folder = page.rpartition("/")[0]
        for target in re.findall(r'(?:src|href)="([^"#][^"]*)"', html):
            if not target.startswith("https://"):
                path = (
                    f"{folder}/{target}".lstrip("/") if not target.startswith("../") else target[3:]
                )
                assert path.partition("#")[0] in names, (page, target)
        assert "/aset/" not in html


def test_the_key_is_not_in_the_form_and_whoever_packs_is_warned(packages):
    written = packages[Standard.SCORM_12]
    html = opened(written).read("halaman/kuis.html").decode()
    assert "correct" not in html
    assert "checked" not in html
    assert any(each.what == "kunci" and "kunci jawaban ada" in each.sentence
               for each in written.losses)  # fmt: skip
    assert not any("tag resap" in each.sentence for each in written.losses)


def test_every_question_of_the_key_has_its_form(packages):
    archive = opened(packages[Standard.CMI5])
    text = archive.read("soal.js").decode()
    told = json.loads(text.removeprefix("window.RESAP_KUIS = ").rstrip(";\n"))
    html = archive.read("halaman/kuis.html").decode()
    assert re.findall(r'data-soal="([^"]+)"', html) == [each["key"] for each in told["questions"]]
    assert (told["pass"], told["each"], told["others"]) == (0.75, 1, 4)
    for each in told["questions"]:
        assert set(each["right"]) <= set(each["said"])


def test_text_of_an_author_cannot_leave_its_place():
    evil = '</script><script>alert(1)</script>" onload="x'
    options = [{"key": k, "text": evil, "rationale": evil, "correct": k == "a"} for k in "abc"]
    question = {"key": "m0-a", "kind": "single", "prompt": evil, "options": options}
    tally = Tally(keeps_tags=False)
    given = Given({"questions": [question]}, "x")
    [only] = asked(given, tally)
    assert "<script" not in fieldset(only)
    assert "</script" not in key(given, [only])


def test_kinds_that_no_browser_can_mark_stay_out_and_are_told_of():
    question = {"key": "m0-a", "kind": "free-text", "prompt": "Ceritakan.", "free-text": {}}
    tally = Tally(keeps_tags=False)
    assert asked(Given({"questions": [question]}, "x"), tally) == []
    assert any("tidak punya bentuk" in each.sentence for each in tally.losses)

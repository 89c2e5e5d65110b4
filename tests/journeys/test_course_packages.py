"""A package in a learning platform of another maker: pages, quiz, and what the platform is told."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from mimetypes import guess_type

import pytest

from training.content.queries.drafts import read
from training.content.queries.giving import course_of, of_draft
from training.content.rules.exchange.course.manifests import Standard
from training.kernel.settings import ROOT

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
HOME = "http://paket.test"
RUNTIME = """<iframe src="/index.html" width="1000" height="700"></iframe><script>
window.log = [];
const answer = (name) => (...words) => {
  window.log.push([name, ...words]);
  return /Get/.test(name) ? "" : "true";
};
const made = (names) => Object.fromEntries(names.map((name) => [name, answer(name)]));
window.API = made(["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"]);
window.API_1484_11 = made(["Initialize", "GetValue", "SetValue", "Commit", "Terminate"]);
</script>"""
SAID = {"rationale": "Alasannya."}


def options(right: str) -> list[dict]:
    return [{"key": k, "text": f"Pilihan {k}", "correct": k in right, **SAID} for k in "abcd"]


QUESTIONS = [
    {"key": "p-satu", "kind": "single", "options": options("b")},
    {"key": "p-jamak", "kind": "multiple", "options": options("ab"), "credit": "sebagian"},
    {"key": "p-urut", "kind": "ordering",
     "options": [{"key": k, "text": f"Langkah {k}", **SAID} for k in "abc"]},
    {"key": "p-pasang", "kind": "matching", "options": options(""), "matching": {"pairs": [
        {"key": "x", "text": "Hal x", "match": "c", **SAID},
        {"key": "y", "text": "Hal y", "match": "a", **SAID}]}},
    {"key": "p-isi", "kind": "short-text",
     "short-text": {"accept": [{"answer": "anak*", **SAID}], "otherwise": "Bukan."}},
    {"key": "p-angka", "kind": "numeric",
     "numeric": {"accept": [{"value": "7.412,5", "tolerance": "0,5", **SAID}],
                 "otherwise": "Bukan."}},
]  # fmt: skip


@pytest.fixture(scope="module")
def whole():
    found = of_draft(read(ROOT, today=date(2026, 11, 24)).of("m3-berbicara-melayani"))
    asked = [{"prompt": f"Soal {each['key']}?", **each} for each in QUESTIONS]
    draw = {"per_objective": 1, "situations": len(asked)}
    data = {"questions": asked, "draw": draw, "pass_mark": 0.75}
    return replace(found, given=replace(found.given, data=data))


@pytest.fixture
def platform(browser, whole):
    """`platform(standard)`: a page of a foreign platform that shows the package, and its log."""
    contexts = []

    def show(standard: Standard, start: str = "/lms.html"):
        archive = zipfile.ZipFile(io.BytesIO(course_of(whole, standard, {}).data))
        context = browser.new_context()
        contexts.append(context)
        told: list[dict] = []
        context.route(f"{HOME}/**", lambda route: _answer(route, archive, told))
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(HOME + start)
        return page, told, faults

    yield show
    for context in contexts:
        context.close()


def _answer(route, archive, told) -> None:
    path = route.request.url.removeprefix(HOME).partition("?")[0].lstrip("/")
    if path == "lms.html":
        route.fulfill(body=RUNTIME, content_type="text/html")
    elif path == "fetch":
        route.fulfill(json={"auth-token": "rahasia"})
    elif path == "lrs/statements":
        told.append(json.loads(route.request.post_data))
        route.fulfill(json=["x"])
    elif path.startswith("lrs/activities/state"):
        route.fulfill(json={"launchMode": "Normal", "masteryScore": 0.75, "contextTemplate": {}})
    elif path in archive.namelist():
        route.fulfill(body=archive.read(path), content_type=guess_type(path)[0] or "text/plain")
    else:
        route.fulfill(status=404)


def work(frame, *, good: bool = True) -> str:
    """Open every page, answer every question, and say what stands below the quiz."""
    inside = frame.frame_locator("iframe[name=isi]")
    for link in frame.locator("nav a").all():
        link.click()
        inside.locator("h1").filter(has_text=link.inner_text()).wait_for()
    inside.locator('[name="p-satu"][value=b]').check()
    for value in "ab":
        inside.locator(f'[name="p-jamak"][value={value}]').check()
    for place, letter in enumerate("abc" if good else "cba", 1):
        inside.locator(f'[name="p-urut.{letter}"]').select_option(str(place))
    inside.locator('[name="p-pasang.x"]').select_option("c")
    inside.locator('[name="p-pasang.y"]').select_option("a" if good else "b")
    inside.locator('[name="p-isi"]').fill("  ANAK kecil" if good else "orang")
    inside.locator('[name="p-angka"]').fill("7.412,9" if good else "8000")
    inside.locator("button").click()
    assert inside.locator(".alasan").filter(has_text="Alasannya.").count() >= 2
    return inside.locator("#hasil").inner_text()


def values(page) -> dict[str, str]:
    calls = page.evaluate("window.log")
    return {words[1]: words[2] for words in calls if words[0].endswith("SetValue")}


def test_scorm_1_2_is_told_the_score_and_that_the_module_is_passed(platform):
    page, _told, faults = platform(Standard.SCORM_12)
    said = work(page.frame_locator("iframe").first)
    assert "Nilai Anda 100. Anda lulus." in said
    found = values(page)
    assert (found["cmi.core.score.raw"], found["cmi.core.lesson_status"]) == ("100", "passed")
    assert faults == []


def test_scorm_2004_is_told_score_success_and_completion(platform):
    page, _told, faults = platform(Standard.SCORM_2004)
    said = work(page.frame_locator("iframe").first, good=False)
    assert "Belum mencapai nilai lulus" in said
    found = values(page)
    # Two whole and one half; the reversed order, the word and the number earn nothing: 2.5 of 6.
    assert found["cmi.success_status"] == "failed"
    assert found["cmi.completion_status"] == "completed"
    assert found["cmi.score.scaled"] == "0.4167"
    assert faults == []


def test_cmi5_sends_its_statements_in_order(platform):
    actor = '{"account":{"homePage":"http://paket.test","name":"1"}}'
    query = (
        f"?endpoint={HOME}/lrs/&fetch={HOME}/fetch&registration=r&activityId=urn:a&actor={actor}"
    )
    page, told, faults = platform(Standard.CMI5, f"/index.html{query}")
    page.locator("#keadaan").filter(has_text="pelajaran dibuka").wait_for()
    assert "Anda lulus." in work(page)
    page.locator("#keadaan").filter(has_text="Modul selesai").wait_for()
    page.wait_for_timeout(300)
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")  # as when the page is left
    page.wait_for_timeout(300)
    verbs = [each["verb"]["id"].rpartition("/")[2] for each in told]
    assert verbs == ["initialized", "completed", "passed", "terminated"]
    passed = told[2]
    assert passed["result"]["score"] == {"scaled": 1}
    assert len(passed["context"]["contextActivities"]["category"]) == 2
    assert all(each["object"]["id"] == "urn:a" for each in told)
    assert faults == []

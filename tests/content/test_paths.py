"""The paths by job: each slip at its place, and a path with reasons for every kind of work."""

import pytest

from tests.content.guide import TODAY
from training.content.queries.drafts import read
from training.content.queries.library import read_library
from training.content.queries.paths import paths_by_job
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import JobFamily
from training.content.rules.paths import PATHS, Walker, parse_paths
from training.kernel.settings import ROOT

MODULES = {draft.slug: draft.module for draft in read(ROOT, today=TODAY).drafts}
M1, M3, M11 = (
    next(slug for slug in MODULES if slug.startswith(f"{code}-")) for code in ("m1", "m3", "m11")
)
TEXT = f"""paths:
  - for: perencana
    why: Rencana lebih dulu.
    first:
      - module: {M1}
        why: Ukurannya.
    later:
      - module: {M3}
        why: Percakapannya.
"""


def found(text: str, *slugs: str) -> list[tuple[C, int, int]]:
    """The problems of a file where only these modules are, but not of the families without path."""
    modules = {slug: MODULES[slug] for slug in slugs or (M1, M3)}
    parsed = parse_paths(PATHS, text, modules)
    return [(p.code, p.line, p.column) for p in parsed.problems if p.code is not C.PATH_MISSING]


def test_the_real_file_has_no_problem():
    assert parse_paths(PATHS, (ROOT / PATHS).read_text(), MODULES).problems == ()


@pytest.mark.parametrize("family", list(JobFamily))
def test_every_kind_of_work_learns_all_that_is_for_it_in_an_order_with_reasons(family):
    path = paths_by_job(ROOT).path(family.value, leads=False)
    theirs = {slug for slug, module in MODULES.items() if family in module.audience.job_families}
    assert {stop.module for stop in path.stops} == theirs
    assert 3 <= sum(stop.first for stop in path.stops) <= 6
    assert len({stop.why for stop in path.stops}) == len(path.stops)


def test_whoever_leads_goes_the_leaders_path_which_begins_with_accompanying():
    paths = paths_by_job(ROOT)
    assert paths.path("pengambil-keputusan", leads=True) is paths.of[Walker.LEADERS]
    assert paths.of[Walker.LEADERS].stops[0].module == M11
    assert paths.path("pengambil-keputusan", leads=False) is paths.of[Walker.DECISION_MAKER]
    assert paths.path("juru-masak", leads=False) is None


def test_a_module_that_is_on_no_path_stands_behind_the_others():
    path = parse_paths(PATHS, TEXT).value.of[Walker.PLANNER]
    assert [path.place(slug) for slug in (M3, M1, "lain")] == [1, 0, 2]
    assert path.stop("lain") is None


def test_a_sound_path_has_no_problem():
    assert found(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (f"module: {M3}", "module: m3-tidak-ada", (C.PATH_MODULE, 8, 17)),
        (f"module: {M3}", "module: m3-tidak-ada", (C.PATH_LACKS, 2, 10)),
        (f"module: {M3}", f"module: {M1}", (C.PATH_MODULE_TWICE, 8, 17)),
        ("for: perencana", "for: juru-masak", (C.BAD_VALUE, 2, 5)),
        ("    why: Rencana lebih dulu.\n", "", (C.MISSING_KEY, 2, 5)),
        ("paths:", "jalur:", (C.UNKNOWN_KEY, 1, 1)),
        ("why: Ukurannya.", "why: Ukurannya ada di resiko.", (C.SPELLING, 6, 31)),
    ],
)
def test_a_slip_is_found_where_it_is(old, new, problem):
    assert problem in found(TEXT.replace(old, new, 1))


def test_a_path_is_written_once():
    again = TEXT + TEXT.removeprefix("paths:\n")
    assert (C.PATH_TWICE, 10, 10) in found(again)


def test_a_path_never_holds_a_module_whose_audience_excludes_the_family():
    text = TEXT.replace("for: perencana", "for: pendukung").replace(M3, M11)
    assert (C.PATH_NOT_FOR, 8, 17) in found(text, M1, M11)


def test_every_family_and_the_leaders_need_a_path():
    parsed = parse_paths(PATHS, TEXT, {})
    missing = [p.sentence for p in parsed.problems if p.code is C.PATH_MISSING]
    assert len(missing) == len(Walker) - 1
    assert any("pimpinan" in each for each in missing)


def test_the_library_checks_paths_with_the_rest_of_the_content():
    files = {
        path: (ROOT / path).read_bytes() for path in ("modules/indicators.yaml", f"modules/{M3}.md")
    }
    library = read_library({**files, PATHS: TEXT.encode()}, TODAY)
    told = [(p.code, p.line) for p in library.problems if p.path == PATHS]
    assert (C.PATH_MODULE, 5) in told


def test_a_file_that_cannot_be_read_orders_nothing(tmp_path):
    assert paths_by_job(tmp_path).of == {}
    (tmp_path / "modules").mkdir()
    (tmp_path / PATHS).write_bytes(b"\xff\xfe")
    assert paths_by_job(tmp_path).path("perencana", leads=True) is None

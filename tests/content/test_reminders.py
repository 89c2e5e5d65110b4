"""The file of reminders: each slip at its place, and sentences that shame nobody."""

import pytest

from tests.content.guide import TODAY
from training.content.queries.library import read_library
from training.content.queries.reminders import reminder_book
from training.content.rules.codes import ProblemCode as C
from training.content.rules.reminders import ADMINISTRATIVE, REMINDERS, Kind, To, parse_reminders
from training.kernel.settings import ROOT

REAL = (ROOT / REMINDERS).read_text()
TEXT = """daily_cap: 3
kinds:
  - key: module
    title: Modul
    steps:
      - {days: 7, to: self}
      - {days: 21, to: head}
    stop_after: 60
    digest: daily
    optional: false
    line: Modul “{perihal}” menunggu sejak {tanggal}.
    group: Ada modul yang menunggu.
    head: Ada staf yang belum memulai modulnya.
"""


def found(text: str) -> list[tuple[C, int]]:
    parsed = parse_reminders(REMINDERS, text)
    return [(each.code, each.line) for each in parsed.problems]


def test_the_real_file_has_no_problem_and_a_rule_for_every_kind():
    assert found(REAL) == []
    assert {each.kind for each in reminder_book(ROOT).rules} == set(Kind)


def test_the_small_file_is_sound():
    assert found(TEXT) == []


def test_the_head_hears_of_administrative_matters_only():
    tells = {each.kind for each in reminder_book(ROOT).rules
             if any(step.to is To.HEAD for step in each.steps)}  # fmt: skip
    assert tells <= ADMINISTRATIVE


def test_no_sentence_shames_anybody():
    words = REAL.lower()
    assert not [each for each in ("lalai", "gagal", "malas", "teguran", "sanksi") if each in words]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("days: 21", "days: 7", 7),
        ("days: 21", "days: 61", 7),
        ("key: module", "key: visit", 6),
        ("{tanggal}.", "{nama}.", 11),
        ("sejak {tanggal}", "di www.contoh.id", 11),
        ("Ada modul yang", "Ada 3 modul yang", 12),
        ("Ada staf", "Ada {perihal} staf", 13),
        ("    head: Ada staf yang belum memulai modulnya.\n", "", 6),
    ],
)
def test_each_slip_is_named_at_its_line(before, after, line):
    slips = [each for each in found(TEXT.replace(before, after)) if each[0] is C.BAD_VALUE]
    assert (C.BAD_VALUE, line) in slips


@pytest.mark.parametrize(
    "wrong", ["key: entah", "daily_cap: 0", "digest: monthly", "to: boss", "surprise: true"]
)
def test_what_the_shape_does_not_know_is_refused(wrong):
    name = wrong.partition(":")[0]
    lines = [
        f"{line.partition(name)[0]}{wrong}" if line.strip(" -{").startswith(f"{name}:") else line
        for line in TEXT.splitlines()
    ]
    text = "\n".join(lines).replace("{days: 7, to: self}", "{days: 7, %s}" % (
        wrong if name == "to" else "to: self"
    ))  # fmt: skip
    text += f"\n    {wrong}\n" if name == "surprise" else "\n"
    assert found(text) != []


def test_what_is_compulsory_cannot_be_made_optional():
    text = TEXT.replace("key: module", "key: certificate-overdue")
    assert found(text.replace("optional: false", "optional: true")) == [(C.BAD_VALUE, 10)]


def test_the_check_of_all_content_reads_it_too():
    files = {REMINDERS: TEXT.replace("days: 21", "days: 7").encode()}
    problems = read_library(files, TODAY).problems
    assert (REMINDERS, 7) in {(each.path, each.line) for each in problems}


def test_a_broken_file_reminds_nobody(tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / REMINDERS).write_text(TEXT.replace("days: 21", "days: 7"))
    assert reminder_book(tmp_path).rules == ()
    assert reminder_book(tmp_path / "nowhere").rules == ()

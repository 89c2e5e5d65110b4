"""Files as traces of an act: kept for the service alone, seen by another unit, deleted soon."""

import os

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from tests.factories import people
from tests.factories.commitments import again, done, exif, jpeg, png, words
from tests.factories.street import Street
from training.audit.tables import AuditEvent
from training.commitments.actions import artefacts
from training.commitments.actions.artefacts import FOLDER
from training.commitments.queries.artefacts import waiting
from training.commitments.rules.files.refusing import ChildIsNotExcluded, FileIsGone, FileIsKnown
from training.kernel.db import db

pytestmark = pytest.mark.slow


@pytest.fixture
def street(database, clock, tmp_path):
    return Street(clock, tmp_path)


def test_a_file_is_kept_for_the_service_alone_and_seen_by_another_unit(street):
    street.bring(jpeg(exif=exif(6)))
    [name] = street.files()
    path = street.folder / FOLDER / name
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert b"GPS" not in path.read_bytes()
    assert waiting(people.acting(street.person)) == waiting(people.acting(street.colleague)) == ()
    [found] = waiting(people.acting(street.mentor))
    assert (found.then, found.kind) == (words().then, "jpg")


def test_nobody_of_a_unit_above_or_below_reviews_a_file(street):
    below = people.employee(people.unit("A-1", parent=street.unit))
    above, stray = people.employee(street.root), people.employee()
    street.bring()
    assert [len(waiting(people.acting(each))) for each in (below, above, stray)] == [0, 0, 1]


def test_a_reviewers_yes_corroborates_and_the_file_is_deleted(street):
    street.bring()
    street.find("yes")
    [fact] = street.enactments()
    assert fact.by == "artefact"
    assert waiting(people.acting(street.mentor)) == ()
    assert street.sweep() == 1
    assert street.files() == []
    [trace] = again(street.plan, street.person).traces
    assert (trace.answer, trace.removed) == ("yes", "reviewed")


@pytest.mark.parametrize("said", ["no", "unclear"])
def test_any_other_finding_leaves_the_act_open_for_another_trace(street, said):
    street.bring()
    street.find(said)
    assert street.enactments() == []
    street.bring(b"risalah rapat, tanpa nama")
    street.find("yes")
    assert len(street.enactments()) == 1


def test_a_reviewer_who_answers_twice_answered_once(street):
    key = street.bring()
    reviewer = people.acting(street.mentor)
    for _twice in range(2):
        artefacts.find(reviewer, key, "yes", at=street.clock.now, today=street.today)
    with pytest.raises(NoResultFound):
        artefacts.find(reviewer, key, "no", at=street.clock.now, today=street.today)


def test_a_child_in_a_file_deletes_it_and_the_act_returns(street):
    key = street.bring()
    artefacts.report_child(people.acting(street.mentor), key, at=street.clock.now)
    assert waiting(people.acting(street.mentor)) == ()
    assert street.sweep() == 1
    [trace] = again(street.plan, street.person).traces
    assert (trace.answer, trace.removed) == (None, "child-data")
    assert again(street.plan, street.person).at_week(2).may_be_corroborated
    kinds = set(db.session.scalars(select(AuditEvent.kind)))
    assert "artefact-deleted" in kinds


def test_looks_are_noted_and_a_lost_or_changed_file_is_said_to_be_gone(street):
    key, reviewer = street.bring(), people.acting(street.mentor)
    look = {"at": street.clock.now, "folder": street.folder}
    assert artefacts.look(reviewer, key, **look) == ("png", png())
    assert "artefact-looked-at" in set(db.session.scalars(select(AuditEvent.kind)))
    [name] = street.files()
    (street.folder / FOLDER / name).write_bytes(b"something else")
    with pytest.raises(FileIsGone):
        artefacts.look(reviewer, key, **look)
    (street.folder / FOLDER / name).unlink()
    with pytest.raises(FileIsGone):
        artefacts.look_at_own(people.acting(street.person), key, folder=street.folder)


def test_the_word_that_no_child_is_in_it_is_compulsory(street):
    with pytest.raises(ChildIsNotExcluded):
        street.bring(no_child=False)
    assert street.files() == []


def test_no_file_is_taken_twice_whoever_brings_it(street):
    street.bring(png(text=b"Author\0Ani"))
    theirs = done(street.colleague, at=street.clock.now)
    with pytest.raises(FileIsKnown):
        street.bring(png(), person=street.colleague, plan=theirs)


def test_the_owner_takes_a_file_back_and_nobody_else(street):
    key = street.bring()
    with pytest.raises(NoResultFound):
        artefacts.take_back(people.acting(street.colleague), key, at=street.clock.now)
    artefacts.take_back(people.acting(street.person), key, at=street.clock.now)
    assert street.sweep() == 1


def test_a_file_that_nobody_looks_at_is_deleted_after_sixty_days(street):
    street.bring()
    street.clock.forward(days=59)
    assert street.sweep() == 0
    street.clock.forward(days=1)
    assert street.sweep() == 1
    assert again(street.plan, street.person).traces[0].removed == "expired"


def test_a_file_is_needless_once_a_colleague_has_corroborated_the_act(street):
    street.bring()
    street.ask(street.colleague)
    street.answer(street.colleague)
    assert street.sweep() == 1
    assert again(street.plan, street.person).traces[0].removed == "needless"
    assert waiting(people.acting(street.mentor)) == ()


def test_what_a_broken_request_left_is_swept_and_what_is_being_kept_is_not(street):
    street.bring()
    folder = street.folder / FOLDER
    (folder / ("a" * 64)).write_bytes(b"left over")
    (folder / f".{'b' * 64}.1").write_bytes(b"half")
    assert street.sweep() == 0
    for name in ("a" * 64, f".{'b' * 64}.1"):
        os.utime(folder / name, (1, 1))
    assert street.sweep() == 2
    assert len(street.files()) == 1

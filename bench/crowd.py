"""People in front of open quizzes, made by the product's own actions: `python -m bench.crowd`.

Signing thousands of people in over the line would measure password hashing; here each gets a
session row, its cookie and an open attempt, as if they had come an hour ago.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import text

from bench import places
from training.content.rules.quizzes import Kind
from training.factory import create_app
from training.kernel.db import db
from training.people.actions import sessions
from training.people.queries.sessions import actor
from training.quiz.actions import save_answer, start
from training.quiz.queries import Sitting, attempt, editions
from training.quiz.rules.permits import QuizMayNotStart

FILE, AT_ONCE = "crowd.json", 200
EVERYBODY = "SELECT DISTINCT employee_id FROM posting WHERE valid_to IS NULL AND kind = 'definitif'"
CHOSEN = {Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE}


def crowd(folder: Path, people: int) -> list[dict[str, Any]]:
    """So many open attempts of as many people, with what their browsers hold."""
    places.run_module(folder, "bench.crowd", str(people))
    return json.loads((folder / FILE).read_text())


def main() -> None:
    wanted, app = int(sys.argv[1]), create_app()
    with app.app_context():
        found = []
        for each in _open(app, datetime.now(UTC)):
            found.append(each)
            if len(found) % AT_ONCE == 0:
                db.session.commit()
            if len(found) == wanted:
                break
        db.session.commit()
        if len(found) < wanted:
            raise SystemExit(f"the city has only {len(found)} people who may start a quiz")
        (app.config["RESAP"].data / FILE).write_text(json.dumps(found))


def _open(app: Flask, at: datetime) -> Iterator[dict[str, Any]]:
    everybody = [UUID(str(each)) for each in db.session.scalars(text(EVERYBODY))]
    for edition in editions():
        for person in everybody:
            who = actor(person, today=at.date())
            try:
                made = start(who, edition.slug, at=at)
            except QuizMayNotStart:
                continue
            sitting = attempt(made.attempt_id, of=person)
            token = sessions.start(
                person, at=at, shared_device=False, second_factor=True, device="bench"
            )
            yield {**_answered(sitting, person, at), **_browser(app, token)}


def _answered(sitting: Sitting, person: UUID, at: datetime) -> dict[str, Any]:
    """Answer what can be chosen; the first question with one right answer is left to be saved."""
    by_key = {each.key: each for each in sitting.quiz.questions}
    asked = [by_key[each.key] for each in sitting.drawn if by_key[each.key].kind in CHOSEN]
    single = next(each for each in asked if each.kind is Kind.SINGLE)
    for each in asked:
        if each is not single and each.key not in sitting.answers:
            first = each.options[0].key
            value = [first] if each.kind is Kind.MULTIPLE else first
            save_answer(sitting.past.id, each.key, value, 0, of=person, at=at)
    kept = sitting.answers.get(single.key)
    return {
        "attempt": str(sitting.past.id), "question": single.key,
        "options": [each.key for each in single.options], "revision": kept.revision if kept else 0,
        "value": kept.value if kept else None,
    }  # fmt: skip


def _browser(app: Flask, token: str) -> dict[str, str]:
    """The cookie of a session and the CSRF token that its pages hold."""
    with app.test_request_context():
        g.pop("csrf_token", None)  # the one before belongs to another session
        session.update({"_user_id": token, "_fresh": True})
        csrf = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)
        return {"cookie": f"resap={signer.dumps(dict(session))}", "csrf": csrf}


if __name__ == "__main__":
    main()

"""The application of one test at a port of its own, with one quiz and one person in front of it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.factories import content, people
from tests.journeys.person import Person
from training.content.rules.quizzes import Quiz
from training.kernel.db import db
from training.quiz.queries import answers, history

NARROW = {"width": 320, "height": 700}


@dataclass(frozen=True)
class Served:
    """The application at its address, and a person with an open quiz in it."""

    address: str
    person: object
    cookie: str

    def kept(self) -> dict[str, tuple[object, int | None]]:
        """By question the answer that is kept, and how sure the person was."""
        past = history(self.person.id, content.SLUG)[-1]
        found = {key: (each.value, each.certainty) for key, each in answers(past.id).items()}
        db.session.remove()
        return found


@contextmanager
def serving(app: Flask, asked: Quiz, *, at: datetime) -> Iterator[Served]:
    """Publish a quiz, sign somebody in, and serve both until the end."""
    content.published(quiz=asked)
    made = people.employee(people.unit())
    token = people.session_token(made, at=at)
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    db.session.remove()  # the only writer's place is for the server now
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.port}", made, client.get_cookie("resap").value)
    server.shutdown()
    thread.join()


@contextmanager
def doors(served: Served, browser: Browser) -> Iterator[Callable[..., Person]]:
    """`enter(size=…, scripted=…)`: the person in front of the open quiz."""
    opened = []

    def enter(*, scripted: bool = True, size: dict = NARROW, **more) -> Person:
        context = browser.new_context(
            viewport=size, java_script_enabled=scripted, locale="id-ID", reduced_motion="reduce",
            **more,
        )  # fmt: skip
        opened.append(context)
        context.add_cookies([{"name": "resap", "value": served.cookie, "url": served.address}])
        me = Person(served, context, scripted=scripted)
        me.go(f"/belajar/modul/{content.SLUG}")
        me.press("Mulai kuis")
        return me

    yield enter
    for context in opened:
        context.close()

"""The rarer letters: what people do on the city's own pages, so that it writes to somebody."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from tests.attack.letters import INVITED, asked, brought
from tests.attack.reading import Read, Reader, send
from tests.factories import commitments, content, quiz
from training.kernel.db import db
from training.people.actions.resets import RESET
from training.people.tables.employees import Employee
from training.quiz.actions.telling import TELL
from training.quiz.queries.correcting import correctable

CONTACT, CRY = "lindung@kota.invalid", "ayah suka mukul aku kalau malam"
"""Who is there for a visitor in danger, and the words that such a visitor leaves."""
ASKER, WITNESS = "mentor", "employee"
LINK = re.compile(r"/masuk/tautan/\S+")
FIRST, SECOND = "korek-gelap-tujuh", "sumur-jernih-empat"
SLUG, KEY, REASON = "m3-contoh", "m3-menyapa-a", "Pilihan b lebih tepat menurut panel."
CHANGED = "/saya/keamanan/kata-sandi"


@dataclass(frozen=True, slots=True)
class Scene:
    """The city in which it happens: its people by role, their links, and a service point."""

    app: Flask
    who: Mapping[str, UUID]
    links: Mapping[str, str]
    point: str
    at: datetime

    def reader(self, role: str) -> Reader:
        """Somebody at a browser, signed in."""
        return Reader(self.app, role, self.who[role], at=self.at)


def rare_letters(
    app: Flask, who: Mapping[str, UUID], came: list[Read], *, point: str, at: datetime
) -> Iterator[Read]:
    """Every letter that somebody's act sets off, kind by kind; `came` are the invitations."""
    links = {
        read.role: found[0]
        for read in came if read.address.startswith(INVITED) and (found := LINK.search(read.text))
    }  # fmt: skip
    scene = Scene(app, who, links, point, at)
    for kind, happens in OCCASIONS.items():
        happens(scene)
        db.session.commit()
        yield from brought(app, who, f"letter {kind}", at=at, more={CONTACT: "contact"})


def _forget(scene: Scene) -> None:
    """Whoever was invited chooses a password, and says at once to have forgotten it."""
    for role, link in scene.links.items():
        send(scene.app.test_client(), link, kata_sandi_baru=FIRST)
        number = commitments.number_of(scene.who[role])
        send(scene.app.test_client(), "/masuk/lupa", nama=number)
    asked(scene.app, RESET, at=scene.at)


def _change(scene: Scene) -> None:
    for role in scene.links:
        scene.reader(role).press("/saya/keamanan", CHANGED, kata_sandi=FIRST,
                                 kata_sandi_baru=SECOND)  # fmt: skip


def _call_a_witness(scene: Scene) -> None:
    """Somebody did what they had planned, and names a colleague of another unit who saw it."""
    plan = commitments.done(db.session.get_one(Employee, scene.who[ASKER]), at=scene.at)
    db.session.commit()
    number = commitments.number_of(scene.who[WITNESS])
    scene.reader(ASKER).press(f"/komitmen/{plan.id}/saksi/2", "", rekan=number)


def _correct(scene: Scene) -> None:
    """Everybody hands in a quiz with a wrong key, which the author corrects."""
    wide = {"per_objective": 4}
    content.published(SLUG, at=scene.at, quiz=content.quiz(SLUG, **wide))
    chosen = select(Employee).where(Employee.id.in_(scene.who.values()))
    for person in db.session.scalars(chosen).all():
        quiz.submitted(person, SLUG, at=scene.at)
    content.rekeyed(SLUG, question=KEY, right="b", at=scene.at, **wide)
    (found,) = correctable(SLUG)
    db.session.commit()
    page = f"/penulis/{SLUG}/koreksi/{KEY}/{found.replaced}"
    scene.reader("author").press(page, "", policy="everybody", reason=REASON)
    asked(scene.app, TELL, at=scene.at)


def _cry(scene: Scene) -> None:
    """A visitor's words sound like harm, in a city that has named whom they go to."""
    chosen = scene.app.config["RESAP"]
    scene.app.config["RESAP"] = replace(chosen, safeguarding=CONTACT)
    try:
        send(scene.app.test_client(), f"/suara/{scene.point}/remaja", status=200, kata=CRY)
    finally:
        scene.app.config["RESAP"] = chosen


OCCASIONS: Mapping[str, Callable[[Scene], None]] = {
    "reset": _forget, "password_changed": _change, "witness": _call_a_witness,
    "corrected": _correct, "safeguarding": _cry,
}  # fmt: skip
"""By the kind of letter what brings it about, in the order in which it happens."""

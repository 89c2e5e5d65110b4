"""Visitors at a service point: no sign-in, no cookie, no name; help at once; friendly refusals."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import people, voices
from tests.factories.harmful import HARMFUL
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.content.rules.voices import Tier
from training.kernel import jobs
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.voice.rules.bursts import MOST_AT_ALL
from training.voice.tables.voices import Voice, VoiceAnswer, VoiceText

pytestmark = pytest.mark.slow

HARM = "ayah suka mukul aku kalau malam"
LINES = ("tel:129", "https://wa.me/628111129129", "tel:082152858026")


@pytest.fixture
def where(app, clock):
    """An open point, by its code."""
    code = voices.point(people.unit("LOKET")).code
    db.session.commit()
    return code


@pytest.fixture
def visitor(browse):
    return browse(None)


def form_of(page) -> dict[str, str]:
    return {"token": page.all("input", name="token")[0].get("value")}


def opened(visitor, code: str, tier: Tier) -> dict[str, str]:
    """The page of a tier was opened: what its form would send without any answer."""
    return form_of(visitor.get(f"/suara/{code}/{tier.value}"))


def send(visitor, code: str, tier: Tier, form: dict[str, str], status: int = 303):
    """A post as a browser sends it: the form's fields, no cookie, no token of another kind."""
    answer = visitor.client.post(f"/suara/{code}/{tier.value}", data=form)
    return visitor._seen(answer, status)


def count(table) -> int:
    found = db.session.execute(select(func.count()).select_from(table)).scalar_one()
    db.session.remove()
    return found


@pytest.mark.parametrize("tier", list(Tier))
def test_each_age_says_how_it_was_in_one_page(where, visitor, tier):
    assert f"/suara/{where}/{tier.value}" in visitor.get(f"/suara/{where}").links
    form = opened(visitor, where, tier)
    answer = send(visitor, where, tier, {**form, **voices.taps(tier)})
    assert answer.location.endswith(f"/suara/{where}/terima-kasih")
    page = visitor.get(answer.location)
    assert page.h1 == "Terima kasih!"
    assert set(LINES) <= set(page.links)
    assert count(VoiceAnswer) == {Tier.CHILD: 3, Tier.YOUTH: 6, Tier.ADULT: 13}[tier]


@pytest.mark.parametrize("path", ["", "/anak", "/remaja", "/dewasa", "/terima-kasih", "/tidak-ada"])
def test_no_page_sets_a_cookie_or_weighs_much_or_leads_into_the_service(app, where, path):
    client = app.test_client()
    answer = client.get(f"/suara/{where}{path}", headers={"Accept-Encoding": "gzip"})
    assert "Set-Cookie" not in answer.headers
    assert len(answer.data) < 6000
    page = client.get(f"/suara/{where}{path}").get_data(as_text=True)
    assert not re.search(r'href="/(masuk|belajar|)"', page)
    assert "129" in page
    assert "csrf" not in page


def test_style_and_script_are_light_too(app):
    static = app.test_client()
    sizes = [
        len(static.get(f"/static/x/{name}", headers={"Accept-Encoding": "gzip"}).data)
        for name in ("css/suara.css", "js/suara.js", "img/favicon.svg")
    ]
    assert sum(sizes) + 6000 < 30 * 1024


def test_a_post_sets_no_cookie_either(app, where, visitor):
    form = opened(visitor, where, Tier.YOUTH)
    answer = app.test_client().post(
        f"/suara/{where}/remaja", data={**form, **voices.taps(Tier.YOUTH)}
    )
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


def test_the_youngest_choose_faces_with_words_and_can_listen(where, visitor):
    page = visitor.get(f"/suara/{where}/anak")
    groups = page.all("fieldset")
    assert len(groups) == 3
    words = [" ".join("".join(each.itertext()).split()) for each in groups[0].iter("label")]
    assert words == ["Sedih sekali", "Sedih", "Biasa saja", "Senang", "Senang sekali"]
    assert page.raw.count("<svg") == 15
    listen = page.all("button", "dengar")
    assert all(each.get("hidden") is not None for each in listen), "without JS there is no audio"
    assert listen[0].get("data-say").endswith("?")
    assert not page.all("textarea")
    assert "Untuk pendamping anak" in page.text


def test_a_second_click_is_answered_like_the_first_and_kept_once(where, visitor):
    form = {**opened(visitor, where, Tier.YOUTH), **voices.taps(Tier.YOUTH)}
    first, again = (send(visitor, where, Tier.YOUTH, form) for _each in range(2))
    assert first.location == again.location
    assert count(Voice) == 1


def test_a_new_visit_needs_a_fresh_token(where, visitor):
    for _each in range(2):
        send(visitor, where, Tier.CHILD,
             {**opened(visitor, where, Tier.CHILD), **voices.taps(Tier.CHILD)})  # fmt: skip
    assert count(Voice) == 2


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "W10.x", "\x00", "9" * 5000, "é"])
def test_a_post_from_elsewhere_is_refused(where, visitor, token):
    form = {"token": token, **voices.taps(Tier.YOUTH)}
    page = send(visitor, where, Tier.YOUTH, form, 400)
    assert "Buka lagi" in page.text
    assert "129" in page.text
    assert count(Voice) == 0


def test_a_token_of_another_point_and_an_old_one_are_refused(where, visitor, clock):
    other = voices.point(people.unit("LAIN")).code
    db.session.commit()
    form = {**opened(visitor, other, Tier.YOUTH), **voices.taps(Tier.YOUTH)}
    send(visitor, where, Tier.YOUTH, form, 400)
    form = {**opened(visitor, where, Tier.YOUTH), **voices.taps(Tier.YOUTH)}
    clock.forward(minutes=31)
    assert "sudah lama terbuka" in send(visitor, where, Tier.YOUTH, form, 400).text
    assert count(Voice) == 0


def test_nothing_chosen_shows_the_same_page_with_what_to_do(where, visitor):
    form = opened(visitor, where, Tier.YOUTH)
    page = send(visitor, where, Tier.YOUTH, form, 422)
    assert "Pilih paling sedikit satu jawaban" in page.text
    assert form_of(page) == form


def test_what_was_chosen_stays_when_something_is_wrong(where, visitor):
    form = {**opened(visitor, where, Tier.YOUTH), "suara-remaja-disapa": "ya", "kata": "x" * 501}
    page = send(visitor, where, Tier.YOUTH, form, 422)
    assert "Paling banyak 500 karakter" in page.text
    assert page.all("input", id="suara-remaja-disapa-1")[0].get("checked") is not None


@pytest.mark.parametrize(
    "bad",
    [{"suara-remaja-disapa": "mungkin"}, {"suara-remaja-disapa": "\x00"},
     {"suara-remaja-disapa": "9" * 100_000}, {"suara-remaja-disapa": ""}, {"U1": "4"},
     {"kata": "\x00 \x00"}, {"kata": "a" * 100_000}],
)  # fmt: skip
def test_nonsense_is_refused_and_never_breaks(where, visitor, bad):
    send(visitor, where, Tier.YOUTH, {**opened(visitor, where, Tier.YOUTH), **bad}, 422)
    assert count(Voice) == 0


def test_words_that_sound_like_harm_get_help_on_this_very_page(where, visitor):
    form = {**opened(visitor, where, Tier.YOUTH), **voices.taps(Tier.YOUTH), "kata": HARM}
    page = send(visitor, where, Tier.YOUTH, form, 200)
    assert page.h1 == "Terima kasih sudah bercerita"
    assert "Ini bukan salahmu" in page.text
    assert set(LINES) <= set(page.links)
    assert "mukul" not in page.raw
    assert (count(VoiceText), count(Voice)) == (0, 1)
    assert "tidak menyimpan kata-kata" in page.text
    assert not db.session.scalars(select(jobs.Job).where(jobs.Job.kind == "mail")).all()
    kinds = db.session.scalars(select(AuditEvent.kind)).all()
    assert kinds.count(EventKind.SAFEGUARDING_RAISED.value) == 1


def test_the_safeguarding_contact_gets_the_words_once_and_the_trail_none(app, where, visitor):
    chosen = app.config["RESAP"]
    app.config["RESAP"] = replace(chosen, safeguarding="lindung@kota.invalid")
    try:
        form = {**opened(visitor, where, Tier.ADULT), "kata": HARM}
        for _each in range(2):
            page = send(visitor, where, Tier.ADULT, form, 200)
            assert "sudah diteruskan" in page.text
    finally:
        app.config["RESAP"] = chosen
    letters = db.session.scalars(select(jobs.Job.payload).where(jobs.Job.kind == "mail")).all()
    assert [each["to"] for each in letters] == ["lindung@kota.invalid"]
    assert HARM in letters[0]["body"]
    assert "Loket Rekaan" in letters[0]["body"]
    events = db.session.scalars(select(AuditEvent)).all()
    assert not any("mukul" in f"{each.detail}{each.object_id}" for each in events)


def test_every_cry_of_our_list_is_answered_with_the_lines(where, visitor, clock):
    for text in HARMFUL[:20]:
        form = {**opened(visitor, where, Tier.YOUTH), "kata": text}
        assert set(LINES) <= set(send(visitor, where, Tier.YOUTH, form, 200).links)
        clock.forward(minutes=5)


def test_harmless_words_are_thanked_for_and_kept(where, visitor):
    form = {**opened(visitor, where, Tier.YOUTH), "kata": "Tempatnya bersih, <b>Pak Budi</b> ramah"}
    send(visitor, where, Tier.YOUTH, form)
    kept = db.session.scalars(select(VoiceText.text)).one()
    assert "Budi" not in kept


@pytest.mark.parametrize("code", ["BBBBBBBB", "x", "BCDFGHJK0", "%00", "a" * 300, "terima-kasih"])
def test_an_unknown_code_is_told_kindly_with_the_lines(where, visitor, code):
    page = visitor.get(f"/suara/{code}", 404)
    assert "delapan huruf" in page.text or "tidak ada" in page.h1
    if code != "%00":
        assert set(LINES) <= set(page.links)


def test_a_code_may_be_typed_as_it_is_printed(where, visitor):
    assert visitor.get(f"/suara/{where[:4].lower()}-{where[4:]}").h1 == "Bagaimana tadi?"


def test_a_closed_point_says_so(app, visitor):
    code = voices.point(closed=True).code
    db.session.commit()
    for path in ("", "/anak"):
        page = visitor.get(f"/suara/{code}{path}", 409)
        assert "sudah tidak menerima" in page.text
        assert set(LINES) <= set(page.links)


def test_a_flood_is_asked_to_wait_and_still_shown_the_lines(where, visitor, clock):
    for n in range(MOST_AT_ALL):
        voices.given(voices.the_point(where), at=clock.now - timedelta(seconds=n))
    db.session.commit()
    form = {**opened(visitor, where, Tier.YOUTH), **voices.taps(Tier.YOUTH)}
    page = send(visitor, where, Tier.YOUTH, form, 429)
    assert page.response.headers["Retry-After"] == "600"
    assert set(LINES) <= set(page.links)


def test_nothing_of_the_browser_is_kept(where, visitor):
    form = {**opened(visitor, where, Tier.YOUTH), **voices.taps(Tier.YOUTH)}
    visitor.client.post(
        f"/suara/{where}/remaja", data=form, headers={"User-Agent": "Ponsel/9"},
        environ_overrides={"REMOTE_ADDR": "203.0.113.77"},
    )  # fmt: skip
    whole = "\n".join(
        str(tuple(row))
        for table in db.metadata.sorted_tables
        for row in db.session.execute(select(table))
    )
    assert "Ponsel" not in whole
    assert "203.0.113.77" not in whole


def test_somebody_signed_in_is_nobody_here(app, where, browse):
    person = people.employee(people.unit("KANTOR"))
    people.role(person, Role.ADMIN, people.unit("X"))
    name = person.name
    assert name not in browse(person).get(f"/suara/{where}").raw

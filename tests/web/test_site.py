"""The front door, the patterns, the files and the health of the service."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from training.kernel.db import db
from training.kernel.settings import ROOT

TEMPLATES = ROOT / "templates"


def test_the_front_door_leads_to_sign_in(browse):
    assert browse(None).get("/", status=303).location == "/masuk"


def test_the_pattern_page_shows_every_component():
    components = "".join(each.read_text() for each in TEMPLATES.glob("components/*.html"))
    patterns = "".join(each.read_text() for each in TEMPLATES.glob("site/**/*.html"))
    macros = re.findall(r"macro ([a-z]\w*)\(", components)
    # What another component shows is on the page with it.
    inner = set(re.findall(r"\{\{-? ?([a-z]\w*)\(", components))
    # And what the files of the kinds of question are made of is on it with them.
    for each in TEMPLATES.glob("components/kinds/*.html"):
        inner |= set(re.findall(r"\b([a-z]\w*)\(", each.read_text()))
    assert len(macros) > 40
    assert not [each for each in macros if f"{each}(" not in patterns and each not in inner]


def test_the_pattern_page_is_in_indonesian_and_names_each_field_that_is_wrong(browse):
    page = browse(None).get("/pola")
    assert "CSRF" not in page.text
    summary = page.all("ul", "govuk-error-summary__list")[0]
    lines = ["".join(each.itertext()) for each in summary.iter("li")]
    assert "Nama lengkap: Bagian ini wajib diisi." in lines
    assert "Tulis 18 angka NIP Anda." in lines
    assert len(lines) == len(set(lines)) > 10


def test_static_files_are_packed_and_kept(browse):
    page = browse(None).get("/masuk")
    address = next(e.get("href") for e in page.all("link", rel="stylesheet"))
    answer = browse(None).client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["../app.py", "%2e%2e/app.py", "js/", "nothing.css", "a" * 300])
def test_only_our_files_are_served(browse, name):
    assert browse(None).client.get(f"/static/0/{name}").status_code == 404


def test_pages_are_not_kept_and_hold_no_foreign_code(browse):
    answer = browse(None).client.get("/masuk")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*src=)", answer.text)


def test_a_page_is_packed_unless_it_repeats_its_address(browse):
    client = browse(None).client
    packed = {"Accept-Encoding": "gzip"}
    assert client.get("/pola", headers=packed).headers.get("Content-Encoding") == "gzip"
    assert "Content-Encoding" not in client.get("/masuk?lanjut=/x", headers=packed).headers


def test_the_service_lives_and_says_why_it_is_not_ready(browse):
    client = browse(None).client
    assert client.get("/healthz").json == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["content"]["ok"] is False
    assert all(c["ok"] for name, c in answer.json["checks"].items() if name != "content")


def test_a_service_without_its_folder_and_tables_says_so_and_is_not_ready(app, browse, monkeypatch):
    told = replace(app.config["RESAP"], data=Path("/tidak/ada"))
    monkeypatch.setitem(app.config, "RESAP", told)
    db.session.execute(text("DROP TABLE alembic_version"))
    db.session.commit()
    answer = browse(None).client.get("/readyz")
    assert answer.status_code == 503
    checks = answer.json["checks"]
    assert {name for name, check in checks.items() if not check["ok"]} >= {"disk", "migrations"}
    assert checks["disk"]["note"] == "FileNotFoundError"


def test_metrics_are_for_this_machine_only(browse):
    client = browse(None).client
    client.get("/healthz")
    told = client.get("/metrics")
    assert told.status_code == 200
    assert 'resap_requests_total{endpoint="health.healthz",method="GET",status="200"}' in told.text
    elsewhere = client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.7"})
    assert elsewhere.status_code == 404


@pytest.mark.parametrize("path", ["/tidak-ada", "/belajar/../x", "/%00", "/unit/"])
def test_unknown_addresses_are_404_pages_with_a_way_on(browse, path):
    page = browse(None).get(path, status=404)
    assert page.links

"""The Esign Client is asked in its form, over https, and never twice about a wrong passphrase."""

import pickle
import time
from dataclasses import replace
from functools import partial

import pytest

from tests.factories import esigning
from training.kernel import esign
from training.kernel.settings import KNOWN, SettingsAreWrong, read

PDF = b"%PDF-1.7\nselembar\r\n--batas\r\n%%EOF\n"
WHOLE = {
    "RESAP_ESIGN_URL": "https://esign.contoh.go.id", "RESAP_ESIGN_USER": "resap",
    "RESAP_ESIGN_PASSWORD": "sandi-klien", "RESAP_ESIGN_SIGNATORY_NIK": esigning.NIK,
    "RESAP_ESIGN_SIGNATORY": "Kepala BKPSDM",
}  # fmt: skip


@pytest.fixture
def server():
    with esigning.client() as made:
        yield made


def client(server, *, timeout: float = 5) -> esign.Client:
    service = esign.Service(
        server.url, esigning.USER, esigning.PASSWORD, esigning.NIK, "Kepala BKPSDM"
    )
    return esign.Client(service, timeout)


def sign(server, text: str = esigning.RIGHT, **more) -> bytes:
    return client(server, **more).sign(PDF, esigning.NIK, esign.Passphrase(text))


def test_a_pdf_comes_back_signed_and_is_asked_for_as_documented(server):
    assert sign(server) == PDF + esigning.MARK
    [asked] = server.asked
    assert asked == {
        "path": "/api/sign/pdf", "file": PDF, "nik": esigning.NIK, "passphrase": esigning.RIGHT,
        "tampilan": "invisible", "credentials": "resap:sandi:klien",
    }  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        esigning.WRONG,
        (400, b'{"message": "Passphrase Anda salah!"}'),
        (500, b'{"error": "passphrase anda salah"}'),
        (200, b'{"status_code": "2031"}'),
        (400, b"<p>Passphrase salah</p>"),
    ],
)
def test_whatever_speaks_of_the_passphrase_is_about_the_passphrase(server, answer):
    server.answers = [answer]
    with pytest.raises(esign.PassphraseIsWrong):
        sign(server)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_document_may_be_refused(server, status):
    server.answers = [(status, b"{}")]
    with pytest.raises(esign.DocumentRefused, match=f"HTTP {status}"):
        sign(server)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((401, b"{}"), "HTTP 401"), ((302, b""), "HTTP 302"), ((404, b"[]"), "HTTP 404"),
        ((503, b"<html>"), "HTTP 503"), ((200, b"{}"), "answer"), ((200, PDF), "answer"),
        ((200, b"/ByteRange"), "answer"), ((200, b"[" * 100_000), "answer"),
        (None, "RemoteDisconnected"),
    ],
)  # fmt: skip
def test_what_is_no_signed_pdf_is_never_taken_for_one(server, answer, why):
    server.answers = [answer]
    with pytest.raises(esign.ServiceCannotBeUsed, match=why):
        sign(server)


def test_a_client_that_is_gone_or_slow_is_not_waited_for(server):
    server.meanwhile = partial(time.sleep, 0.5)
    with pytest.raises(esign.ServiceCannotBeUsed, match="TimeoutError"):
        sign(server, timeout=0.1)
    nowhere = replace(client(server).service, url="http://127.0.0.1:9")
    with pytest.raises(esign.ServiceCannotBeUsed):
        esign.Client(nowhere).sign(PDF, esigning.NIK, esign.Passphrase("x"))


def test_an_answer_may_be_long_but_not_endless(server):
    server.answers = [(200, b"%PDF-/ByteRange" + bytes(esign.MOST_BYTES))]
    with pytest.raises(esign.ServiceCannotBeUsed):
        sign(server)
    with pytest.raises(esign.DocumentRefused, match="size"):
        client(server).sign(bytes(esign.MOST_BYTES + 1), esigning.NIK, esign.Passphrase("x"))


def test_a_passphrase_shows_itself_nowhere_and_cannot_be_kept():
    held = esign.Passphrase("rahasia-pejabat")
    assert "rahasia" not in f"{held} {held!r} {[held]}"
    with pytest.raises(TypeError):
        pickle.dumps(held)
    for bad in ("", "x" * 201, "rahasia\ud800"):
        with pytest.raises(ValueError, match="1 to 200") as refused:
            esign.Passphrase(bad)
        assert "rahasia" not in str(refused.value)


def test_the_client_is_set_whole_over_https_or_not_at_all(tmp_path):
    given = {"RESAP_DATA": str(tmp_path)}
    assert read(given).esign is None
    chosen = read({**given, **WHOLE})
    assert chosen.esign == esign.Service(*(WHOLE[key] for key in KNOWN if "ESIGN" in key))
    for secret in ("sandi-klien", esigning.NIK):
        assert secret not in f"{chosen!r} {chosen.esign!r}"
    for key in WHOLE:
        with pytest.raises(SettingsAreWrong, match="isi semuanya atau kosongkan"):
            read({**given, **WHOLE, key: ""})
    for url in ("http://esign.contoh.go.id", "https://a:sandi@b", "ftp://x", "https://x/?y"):
        with pytest.raises(SettingsAreWrong, match="RESAP_ESIGN_URL: harus https") as refused:
            read({**given, **WHOLE, "RESAP_ESIGN_URL": url})
        assert "sandi" not in str(refused.value).replace("nama dan sandi", "")
    wrong = {"RESAP_ESIGN_SIGNATORY_NIK": "123", "RESAP_ESIGN_SIGNATORY": "x" * 161}
    with pytest.raises(SettingsAreWrong) as refused:
        read({**given, **WHOLE, **wrong})
    assert len(refused.value.problems) == 2

"""What the city sets from outside is checked all at once, before anything starts."""

import stat
from dataclasses import fields

import pytest

from training.kernel.settings import KNOWN, Settings, SettingsAreWrong, read


@pytest.fixture
def given(tmp_path):
    return {"RESAP_DATA": str(tmp_path)}


def test_every_wrong_setting_is_named_in_one_message(given, tmp_path):
    wrong = {
        "RESAP_PORT": "0", "RESAP_WORKERS": "dua", "RESAP_THREADS": "65", "RESAP_DEMO": "ya",
        "RESAP_DEMO_TOTP": "2", "RESAP_K": "4", "RESAP_TIMEZONE": "Asia/Balikpapan",
        "RESAP_MAIL": "sendmail", "DATABASE_URL": "mysql://x", "RESAP_PUBLIC_URL": "resap.go.id/x",
        "RESAP_SECRET_KEY": "pendek", "RESAP_PROT": "5000",
        "RESAP_CLOCK_FILE": str(tmp_path / "jam"),
    }  # fmt: skip
    with pytest.raises(SettingsAreWrong) as refused:
        read({**given, **wrong})
    told = str(refused.value)
    assert [key for key in wrong if key not in told] == []
    assert len(refused.value.problems) == len(wrong)


def test_wrong_settings_end_the_program_without_a_traceback():
    assert issubclass(SettingsAreWrong, SystemExit)
    assert not issubclass(SettingsAreWrong, Exception)


@pytest.mark.parametrize("demo", ["0", "1"])
def test_a_clock_file_is_only_for_the_demo(given, tmp_path, demo):
    clock = tmp_path / "jam"
    clock.write_text("2026-11-23T09:30:00+08:00")
    asked = {**given, "RESAP_DEMO": demo, "RESAP_CLOCK_FILE": str(clock)}
    if demo == "1":
        assert read(asked).clock_file == clock
        return
    with pytest.raises(SettingsAreWrong, match="hanya boleh dipakai bila RESAP_DEMO=1"):
        read(asked)


def test_a_clock_file_that_is_not_there_is_refused(given, tmp_path):
    with pytest.raises(SettingsAreWrong, match="berkas tidak ada"):
        read({**given, "RESAP_CLOCK_FILE": str(tmp_path / "tidak-ada")})


def test_without_settings_the_city_runs_on_its_own_machine(given, tmp_path):
    chosen = read(given)
    assert (chosen.host, chosen.port, chosen.k, chosen.demo) == ("127.0.0.1", 5000, 10, True)
    assert chosen.database_url == f"sqlite:///{tmp_path / 'resap.db'}"
    assert chosen.public_url == "http://127.0.0.1:5000"
    assert chosen.mail == f"outbox:{tmp_path / 'outbox'}"


def test_the_secret_is_made_once_and_kept_where_only_the_owner_reads(given, tmp_path):
    first, second = read(given).secret_key, read(given).secret_key
    assert first == second
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret-key"]


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "berkas").write_text("")
    with pytest.raises(SettingsAreWrong, match="map tidak dapat dibuat"):
        read({"RESAP_DATA": str(tmp_path / "berkas" / "map")})


def test_every_known_setting_reaches_the_program():
    held = {field.name for field in fields(Settings)}
    names = {key.removeprefix("RESAP_").lower() for key in KNOWN if "CONTACT" not in key}
    assert names <= held | {"database_url"}


@pytest.mark.parametrize(
    "url",
    ["http://lrs.contoh.go.id/xapi", "https://kunci:sandi@lrs.contoh.go.id", "ftp://x", "https://"],
)
def test_a_store_is_told_things_only_over_https(given, url):
    asked = {**given, "RESAP_LRS_URL": url, "RESAP_LRS_KEY": "k", "RESAP_LRS_SECRET": "s"}
    with pytest.raises(SettingsAreWrong, match="RESAP_LRS_URL: harus https") as refused:
        read(asked)
    assert "sandi@" not in str(refused.value)


@pytest.mark.parametrize("missing", ["URL", "KEY", "SECRET"])
def test_a_store_is_named_whole_or_not_at_all(given, missing):
    whole = {"URL": "https://lrs.contoh.go.id/xapi", "KEY": "k", "SECRET": "s"}
    some = {f"RESAP_LRS_{part}": value for part, value in whole.items() if part != missing}
    with pytest.raises(SettingsAreWrong, match="isi ketiganya atau kosongkan"):
        read({**given, **some})
    every = {f"RESAP_LRS_{part}": value for part, value in whole.items()}
    assert read({**given, **every}).lrs_url == whole["URL"]
    assert read({**given, **every, "RESAP_LRS_URL": "http://127.0.0.1:8080"}).lrs_key == "k"


@pytest.mark.parametrize("base", ["resap", "javascript:x", "urn:", "https://a b"])
def test_what_is_no_name_for_verbs_is_refused(given, base):
    with pytest.raises(SettingsAreWrong, match="RESAP_XAPI_BASE"):
        read({**given, "RESAP_XAPI_BASE": base})

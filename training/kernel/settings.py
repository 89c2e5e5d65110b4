"""What the city sets from outside: read in one place, all checked before anything starts."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

from training.kernel import esign

ROOT = Path(__file__).parent.parent.parent
KNOWN = {
    "RESAP_PORT": "5000",
    "RESAP_HOST": "127.0.0.1",
    "RESAP_DATA": "./var",
    "DATABASE_URL": "",
    "RESAP_SECRET_KEY": "",
    "RESAP_WORKERS": "2",
    "RESAP_THREADS": "4",
    "RESAP_DEMO": "1",
    "RESAP_DEMO_TOTP": "0",
    "RESAP_MAIL": "",
    "RESAP_K": "10",
    "RESAP_TIMEZONE": "Asia/Makassar",
    "RESAP_CLOCK_FILE": "",
    "RESAP_PUBLIC_URL": "",
    "RESAP_METRICS_TOKEN": "",
    "RESAP_XAPI_BASE": "",
    "RESAP_LRS_URL": "",
    "RESAP_LRS_KEY": "",
    "RESAP_LRS_SECRET": "",
    "RESAP_ESIGN_URL": "",
    "RESAP_ESIGN_USER": "",
    "RESAP_ESIGN_PASSWORD": "",
    "RESAP_ESIGN_SIGNATORY_NIK": "",
    "RESAP_ESIGN_SIGNATORY": "",
    "RESAP_SAFEGUARDING": "",
    "RESAP_CITY": "Kota Balikpapan",
    "RESAP_BODY": "Gugus Tugas Kota Ramah Anak",
    "RESAP_SIASN_AGENCY": "A5EB03E23C6BF6A0E040640A040252AD",
    "RESAP_CONTACT_SAPA_129": "SAPA 129: telepon 129 atau WhatsApp 08111-129-129",
    "RESAP_CONTACT_UPTD_PPA": "UPTD PPA Kota Balikpapan: 0821-5285-8026",
    "RESAP_CONTACT_PUSPAGA": "Puspaga Harapan: 0858-4549-7497",
}


class SettingsAreWrong(SystemExit):
    """One or more settings cannot be used; the message names every one of them.

    It ends the program under every server and command with that message and without a traceback.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"Pengaturan tidak dapat dipakai:\n{lines}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting after checking; see docs/operations.md for what each one means."""

    port: int
    host: str
    data: Path
    database_url: str
    secret_key: str
    workers: int
    threads: int
    demo: bool
    demo_totp: bool
    mail: str
    k: int
    timezone: str
    clock_file: Path | None
    public_url: str
    metrics_token: str
    xapi_base: str
    lrs_url: str
    lrs_key: str
    lrs_secret: str
    esign_url: str
    esign_user: str
    esign_password: str = field(repr=False)
    esign_signatory_nik: str = field(repr=False)
    esign_signatory: str
    safeguarding: str
    city: str
    body: str
    siasn_agency: str
    contacts: tuple[tuple[str, str], ...]

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def esign(self) -> esign.Service | None:
        """The client that signs electronically; None where the city has set none."""
        if not self.esign_url:
            return None
        return esign.Service(
            self.esign_url, self.esign_user, self.esign_password, self.esign_signatory_nik,
            self.esign_signatory,
        )  # fmt: skip


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `.env` and the environment (which wins).

    Raises SettingsAreWrong with all problems together, in Indonesian, since operators read them.
    """
    if environ is None:
        from_file = {key: value or "" for key, value in dotenv_values(ROOT / ".env").items()}
        environ = {**from_file, **os.environ}
    given = {key: environ.get(key, "").strip() or default for key, default in KNOWN.items()}
    problems: list[str] = list(_unknown(environ))
    data = _data_folder(given, problems)
    settings = Settings(
        port=_number(given, "RESAP_PORT", range(1, 65536), problems),
        host=given["RESAP_HOST"],
        data=data,
        database_url=_database(given, data, problems),
        secret_key=given["RESAP_SECRET_KEY"],
        workers=_number(given, "RESAP_WORKERS", range(1, 65), problems),
        threads=_number(given, "RESAP_THREADS", range(1, 65), problems),
        demo=_switch(given, "RESAP_DEMO", problems),
        demo_totp=_switch(given, "RESAP_DEMO_TOTP", problems),
        mail=_mail(given, data, problems),
        k=_number(given, "RESAP_K", range(5, 101), problems),
        timezone=_zone(given, problems),
        clock_file=_clock_file(given, problems),
        public_url=_public_url(given, problems),
        metrics_token=given["RESAP_METRICS_TOKEN"],
        xapi_base=_xapi_base(given, problems),
        lrs_url=_lrs_url(given, problems),
        lrs_key=given["RESAP_LRS_KEY"],
        lrs_secret=given["RESAP_LRS_SECRET"],
        esign_url=given["RESAP_ESIGN_URL"].rstrip("/"),
        esign_user=given["RESAP_ESIGN_USER"],
        esign_password=given["RESAP_ESIGN_PASSWORD"],
        esign_signatory_nik=given["RESAP_ESIGN_SIGNATORY_NIK"],
        esign_signatory=given["RESAP_ESIGN_SIGNATORY"],
        safeguarding=_safeguarding(given, problems),
        city=given["RESAP_CITY"],
        body=given["RESAP_BODY"],
        siasn_agency=given["RESAP_SIASN_AGENCY"],
        contacts=_contacts(given),
    )
    esign.check(given, problems)
    _secret(settings, problems)
    if problems:
        raise SettingsAreWrong(tuple(problems))
    return settings if settings.secret_key else _with_kept_secret(settings)


def _contacts(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key.removeprefix("RESAP_CONTACT_").lower().replace("_", "-"), given[key])
        for key in KNOWN
        if key.startswith("RESAP_CONTACT_")
    )


def _unknown(environ: Mapping[str, str]) -> list[str]:
    return [
        f"{key}: tidak dikenal. Periksa ejaannya."
        for key in sorted(environ)
        if key.startswith("RESAP_") and key not in KNOWN
    ]


def _number(given: Mapping[str, str], key: str, allowed: range, problems: list[str]) -> int:
    text = given[key]
    if re.fullmatch(r"[0-9]{1,6}", text) and int(text) in allowed:
        return int(text)
    problems.append(f"{key}={text!r}: harus bilangan bulat {allowed[0]}–{allowed[-1]}.")
    return allowed[0]


def _switch(given: Mapping[str, str], key: str, problems: list[str]) -> bool:
    if given[key] not in {"0", "1"}:
        problems.append(f"{key}={given[key]!r}: harus 0 atau 1.")
    return given[key] == "1"


def _data_folder(given: Mapping[str, str], problems: list[str]) -> Path:
    folder = Path(given["RESAP_DATA"])
    folder = (folder if folder.is_absolute() else ROOT / folder).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        problems.append(f"RESAP_DATA={given['RESAP_DATA']!r}: map tidak dapat dibuat.")
        return folder
    if not os.access(folder, os.W_OK):
        problems.append(f"RESAP_DATA={given['RESAP_DATA']!r}: map tidak dapat ditulisi.")
    return folder


def _database(given: Mapping[str, str], data: Path, problems: list[str]) -> str:
    url = given["DATABASE_URL"] or f"sqlite:///{data / 'resap.db'}"
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        problems.append("DATABASE_URL: harus sqlite:///… atau postgresql+psycopg://….")
    return url


def _mail(given: Mapping[str, str], data: Path, problems: list[str]) -> str:
    mail = given["RESAP_MAIL"] or f"outbox:{data / 'outbox'}"
    if not mail.startswith(("outbox:", "smtp://", "smtps://")):
        problems.append("RESAP_MAIL: harus outbox:MAP, smtp://…, atau smtps://….")
    return mail


def _zone(given: Mapping[str, str], problems: list[str]) -> str:
    name = given["RESAP_TIMEZONE"]
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(f"RESAP_TIMEZONE={name!r}: zona waktu tidak dikenal.")
        return "Asia/Makassar"
    return name


def _clock_file(given: Mapping[str, str], problems: list[str]) -> Path | None:
    if not given["RESAP_CLOCK_FILE"]:
        return None
    path = Path(given["RESAP_CLOCK_FILE"])
    if given["RESAP_DEMO"] != "1":
        problems.append("RESAP_CLOCK_FILE: hanya boleh dipakai bila RESAP_DEMO=1.")
    elif not path.is_file():
        problems.append(f"RESAP_CLOCK_FILE={str(path)!r}: berkas tidak ada.")
    return path


def _public_url(given: Mapping[str, str], problems: list[str]) -> str:
    url = given["RESAP_PUBLIC_URL"].rstrip("/")
    if url and not re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:[0-9]+)?", url):
        problems.append(f"RESAP_PUBLIC_URL={url!r}: harus https://nama-situs tanpa jalur.")
    return url or f"http://{given['RESAP_HOST']}:{given['RESAP_PORT']}"


def _xapi_base(given: Mapping[str, str], problems: list[str]) -> str:
    """Under what verbs and activities are named: it should never change once it is in use."""
    base = given["RESAP_XAPI_BASE"].rstrip("/:")
    named = r"https?://[A-Za-z0-9.\-]+(:[0-9]+)?(/[A-Za-z0-9._\-]+)*|urn:[a-z0-9\-]+(:[a-z0-9\-]+)*"
    if base and not re.fullmatch(named, base):
        problems.append(f"RESAP_XAPI_BASE={base!r}: harus https://nama-situs/jalur atau urn:nama.")
    return base or "urn:resap"


def _lrs_url(given: Mapping[str, str], problems: list[str]) -> str:
    """The store's address; off without one. Who names it names its key and secret too."""
    url = given["RESAP_LRS_URL"].rstrip("/")
    told = [bool(given[f"RESAP_LRS_{part}"]) for part in ("URL", "KEY", "SECRET")]
    if any(told) and not all(told):
        problems.append(
            "RESAP_LRS_URL, RESAP_LRS_KEY, RESAP_LRS_SECRET: isi ketiganya atau kosongkan."
        )
    path = r"(:[0-9]{1,5})?(/[A-Za-z0-9._~%\-]+)*"
    safe = rf"https://[A-Za-z0-9.\-]+{path}|http://(localhost|127\.0\.0\.1|\[::1\]){path}"
    if url and not re.fullmatch(safe, url):
        problems.append("RESAP_LRS_URL: harus https://… tanpa nama dan sandi di dalamnya.")
    return url


def _safeguarding(given: Mapping[str, str], problems: list[str]) -> str:
    """One e-mail address that a person reads every day; empty where the city has named nobody."""
    address = given["RESAP_SAFEGUARDING"]
    if address and not re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+", address):
        problems.append(f"RESAP_SAFEGUARDING={address!r}: harus satu alamat surel.")
    return address


def _secret(settings: Settings, problems: list[str]) -> None:
    if settings.secret_key and len(settings.secret_key) < 32:
        problems.append("RESAP_SECRET_KEY: paling sedikit 32 karakter.")


def _with_kept_secret(settings: Settings) -> Settings:
    """Make the secret once and keep it beside the database, so that a restart signs nobody out."""
    path = settings.data / "secret-key"
    if not path.exists():
        draft = path.with_name(f"secret-key.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as fresh:
            fresh.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, path)  # whoever links first wins; a second start reads that one
        draft.unlink()
    return replace(settings, secret_key=path.read_text(encoding="ascii").strip())

"""Letters: asked for with the fact, brought by the worker to an outbox folder or to SMTP."""

import os
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from training.kernel import jobs

SENDER = "Resap <tidak-dibalas@resap.invalid>"


def send(*, to: str, subject: str, body: str, at: datetime, key: str | None = None) -> None:
    """Ask for one letter in the caller's transaction; it leaves only if that is kept."""
    letter = {"to": to, "subject": subject, "body": body, "at": at.isoformat()}
    jobs.ask("mail", letter, at=at, key=key)


def deliver(running: jobs.Running, *, where: str) -> None:
    """Bring one letter to `outbox:DIR` or `smtp(s)://user:password@host:port?from=address`."""
    letter = _letter(running.payload, sender=_sender(where))
    if where.startswith("outbox:"):
        _put(letter, Path(where.removeprefix("outbox:")), running)
    else:
        _post(letter, where)


def _sender(where: str) -> str:
    query = urlsplit(where).query
    return unquote(query.removeprefix("from=")) if query.startswith("from=") else SENDER


def _letter(payload: dict[str, str], *, sender: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, payload["to"], payload["subject"]
    letter["Date"] = format_datetime(datetime.fromisoformat(payload["at"]))
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(payload["body"])
    return letter


def _put(letter: EmailMessage, folder: Path, running: jobs.Running) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{running.id}.part"
    draft.write_bytes(letter.as_bytes())
    os.replace(draft, folder / f"{running.id}.eml")


def _post(letter: EmailMessage, where: str) -> None:
    address = urlsplit(where)
    host, tls = address.hostname or "localhost", ssl.create_default_context()
    if address.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, address.port or 465, timeout=30, context=tls)
    else:
        server = smtplib.SMTP(host, address.port or 25, timeout=30)
    with server:
        if address.username:
            if address.scheme == "smtp":
                server.starttls(context=tls)
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(letter)

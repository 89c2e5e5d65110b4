"""The help lines of the city as they can be called: each with the telephone numbers in it."""

import re
from dataclasses import dataclass

from flask import current_app

NUMBER = re.compile(r"(?<!\d)(?:\+?\d[\d\- ]{5,}\d|129)(?!\d)")
WHATSAPP = "whatsapp"
SHOWN = ("sapa-129", "uptd-ppa")


@dataclass(frozen=True, slots=True)
class Call:
    """A number as it is shown, and the address that calls it."""

    shown: str
    href: str


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Whose line it is, and how to reach it."""

    key: str
    text: str
    name: str
    calls: tuple[Call, ...]


def help_lines() -> tuple[HelpLine, ...]:
    """SAPA 129 and UPTD PPA as the city set them."""
    contacts = dict(current_app.config["RESAP"].contacts)
    return tuple(_line(key, contacts[key]) for key in SHOWN if contacts.get(key))


def _line(key: str, text: str) -> HelpLine:
    name, _colon, rest = text.partition(":")
    calls = tuple(_call(found, rest or text) for found in NUMBER.finditer(rest or text))
    return HelpLine(key, text, name.strip(), calls)


def _call(found: re.Match[str], text: str) -> Call:
    digits = re.sub(r"\D", "", found[0])
    if WHATSAPP in text[: found.start()].lower()[-12:]:
        return Call(f"WhatsApp {found[0]}", f"https://wa.me/62{digits.removeprefix('0')}")
    return Call(found[0].strip(), f"tel:{digits}")

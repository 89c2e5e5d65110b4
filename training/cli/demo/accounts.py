"""The demo accounts: passwords and tokens by real chance, written for the operator's eyes only."""

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pyotp

from training.audit.rules import EventKind
from training.cli.demo.cast import OVER_OWN_UNIT, Part
from training.cli.demo.journeys import Noted
from training.cli.demo.offices import Office
from training.cli.demo.period import Period
from training.cli.demo.staff import Person
from training.kernel.ids import uuid7
from training.people.actions import tokens
from training.people.actions.accounts import NewAccount, fresh_hash, open_accounts
from training.people.actions.history import RoleRow
from training.people.rules.access import GRANTS, NEEDS_SECOND_FACTOR
from training.people.rules.kinds import Role

CONSONANTS, VOWELS = "bdgjklmnprst", "aeiou"
FILE = "demo-accounts.json"


Parts = Mapping[Part, Person]


@dataclass(frozen=True, slots=True)
class Opened:
    """One demo account: its part and person, and what only the file will say."""

    part: Part
    person: Person
    password: str
    totp: str | None
    token: str = ""

    def told(self) -> dict[str, Any]:
        """The account as the file holds it."""
        person, number = self.person, self.person.number
        told = {
            "role": self.part.role.value, "nip": number[1] if number else None,
            "email": person.email, "password": self.password, "unit": person.post.office.code,
            "token": self.token,
        }  # fmt: skip
        return told | ({"totp": self.totp} if self.totp else {})


def password() -> str:
    """Easy to read aloud, 16 signs and more, about 53 bits of chance: `rikoba-sudeta-mogi-42`."""
    parts = ("".join(_syllable() for _ in range(size)) for size in (3, 3, 2))
    return "-".join((*parts, str(10 + secrets.randbelow(90))))


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)


def open_for(parts: Parts, period: Period, trail: list[Noted]) -> list[Opened]:
    """Open an account with a password for every part of the cast."""
    at = period.start + timedelta(minutes=30)
    opened = [
        Opened(part, person, password(),
               pyotp.random_base32() if part.role in NEEDS_SECOND_FACTOR else None)
        for part, person in parts.items()
    ]  # fmt: skip
    open_accounts(
        [NewAccount(each.person.id, fresh_hash(each.password), each.totp) for each in opened], at=at
    )
    for each in opened:
        key = each.person.id
        trail.append(Noted(at, EventKind.PASSWORD_SET, key, "person", str(key)))
    return opened


def with_tokens(opened: Sequence[Opened], *, at: datetime) -> list[Opened]:
    """Give every account a key to the API that may do what its role may."""
    return [
        replace(each, token=tokens.make(
            each.person.id, "Akun demo", GRANTS[each.part.role] | GRANTS[Role.EMPLOYEE], None,
            by=None, at=at,
        ))
        for each in opened
    ]  # fmt: skip


def write(opened: Sequence[Opened], folder: Path) -> Path:
    """Write the accounts to a file that only its owner may read."""
    path, draft = folder / FILE, folder / f".{FILE}.{os.getpid()}"
    text = json.dumps([each.told() for each in opened], ensure_ascii=False, indent=1)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        kept.write(text + "\n")
        kept.flush()
        os.fsync(kept.fileno())
    os.replace(draft, path)
    return path


def roles(
    parts: Parts, heads: Sequence[Person], root: Office, period: Period, trail: list[Noted]
) -> list[RoleRow]:
    """The roles of the cast, and every head's over their own unit."""
    admin = next((who for part, who in parts.items() if part.role is Role.ADMIN), None)
    granted: dict[tuple[UUID, Role, UUID], None] = {}
    for part, person in parts.items():
        if part.role is not Role.EMPLOYEE:
            office = person.post.office if part.role in OVER_OWN_UNIT else root
            granted[(person.id, part.role, office.id)] = None
    for head in heads:
        granted[(head.id, Role.UNIT_HEAD, head.post.office.id)] = None
    rows = []
    for count, (person, role, unit) in enumerate(granted):
        at = period.start + timedelta(minutes=40, seconds=20 * count)
        by = admin.id if admin and admin.id != person else None
        detail = {"role": role.value, "unit": str(unit)}
        trail.append(Noted(at, EventKind.ROLE_GRANTED, by, "person", str(person), detail))
        rows.append(RoleRow(uuid7(at), person, role.value, unit, at, by))
    return rows

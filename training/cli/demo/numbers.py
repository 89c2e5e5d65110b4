"""Invented numbers of the administration: born in 1900, so that no real person has one."""

from collections import Counter
from datetime import date, timedelta

BORN = date(1900, 1, 1)
SERIALS = 999
# The rules of import expect an appointment between the ages of 15 and 70; a person who was
# appointed in 2010 therefore carries 1935.
YEARS_BACK = 75


class Numbers:
    """Hands out numbers of 18 digits, each once."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def nip(self, appointed: date, *, woman: bool) -> str:
        """A NIP: birth, year and month of appointment, sex, serial."""
        return self._numbered(f"{appointed.year - YEARS_BACK}{appointed.month:02d}{1 + woman}")

    def ni_pppk(self, appointed: date, *, woman: bool) -> str:
        """An NI PPPK: birth, year of appointment, 21 for the contract, sex, serial."""
        return self._numbered(f"{appointed.year - YEARS_BACK}21{1 + woman}")

    def _numbered(self, middle: str) -> str:
        day, serial = divmod(self._given[middle], SERIALS)
        self._given[middle] += 1
        return f"{BORN + timedelta(days=day):%Y%m%d}{middle}{serial + 1:03d}"

"""One house at a time: whoever serves from a data folder holds its lock until the end."""

import fcntl
import os
from pathlib import Path

LOCK = "serving.lock"
_HELD: list[int] = []


def hold(data: Path) -> bool:
    """Take the data folder for this process and its forks; False when another one holds it."""
    lock = os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return False
    _HELD.append(lock)
    return True


def let_go() -> None:
    """Give the data folder back before the process ends (tests, and commands that go on)."""
    while _HELD:
        os.close(_HELD.pop())

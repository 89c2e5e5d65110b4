"""Memory that goes back: hashing a password takes 19 MiB for a moment, and only for a moment."""

import ctypes
from contextlib import suppress

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE = 4 * 1024 * 1024


def give_back() -> None:
    """Let glibc map large blocks apart, so that freeing one gives it back to the machine.

    Left alone, it learns from the first freed block to keep such blocks for ever, in each thread's
    arena. Other C libraries know no mallopt and need none.
    """
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)
        libc.mallopt(M_ARENA_MAX, 2)

"""Memory that goes back, and memory that processes share instead of each having their own."""

import ctypes
import gc
from contextlib import suppress

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE = 4 * 1024 * 1024
SELDOM = (50_000, 20, 100)


def give_back() -> None:
    """Let glibc map large blocks apart, so that freeing one gives it back to the machine.

    Hashing a password takes 19 MiB, and should only for a moment. Left alone, glibc learns from the
    first freed block to keep such blocks for ever, in each thread's arena. Other C libraries know
    no mallopt and need none.
    """
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)
        libc.mallopt(M_ARENA_MAX, 2)


def share() -> None:
    """Before a fork: what is loaded by now stays where it is, and the collector passes it by.

    To look for circles it writes into every object; in a fork, every page written is a copy.
    """
    gc.collect()
    gc.freeze()


def look_seldom_for_circles() -> None:
    """What reads rows by the hundred thousand makes few circles, and looking took half its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)

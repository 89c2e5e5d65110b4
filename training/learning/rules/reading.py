"""How much of a claimed reading time is believed."""

from datetime import timedelta

LONGEST_TICK = 30


def accept_tick(claimed: float, since_last: timedelta | None) -> int:
    """The whole seconds of a tick that count.

    At most what is claimed, at most half a minute, and at most the server's own time since the
    person's last tick in any lesson: two open lessons never make time run twice as fast. What is
    negative, or not a number, counts nothing.
    """
    if not claimed > 0:
        return 0
    limits = [claimed, LONGEST_TICK]
    if since_last is not None:
        limits.append(since_last.total_seconds())
    return max(0, int(min(limits)))

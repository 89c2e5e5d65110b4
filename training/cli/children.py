"""The processes behind `serve`: the server and its worker, kept alive and stopped together."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

GRACE = 20.0
LOOK_EVERY = 0.2
LONGEST_PAUSE = 30.0
STOPS = (signal.SIGTERM, signal.SIGINT)
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process, started again when it ends; an essential one must have come up once."""

    name: str
    run: Callable[[], None]
    essential: bool = False
    pid: int = 0
    started: float = 0.0
    pause: float = 0.0


@dataclass
class House:
    """The children of this process, from the first start until all have stopped."""

    children: Sequence[Child]
    say: Callable[[str], None]
    ready: Callable[[], bool]
    greet: Callable[[], None]
    asked_to_stop: bool = False
    greeted: bool = False
    code: int = 0

    def keep(self) -> int:
        """Run until asked to stop, or until the essential cannot start; answers the exit code."""
        for number in STOPS:
            signal.signal(number, self._stop)
        for child in self.children:
            _start(child)
        while not self.asked_to_stop:
            time.sleep(LOOK_EVERY)
            for child in self.children:
                self._look_after(child)
            if not self.greeted and self.ready():
                self.greeted = True
                self.greet()
        self._end_all()
        return self.code

    def _stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.pid:
            status = _ended(child.pid)
            if status is None:
                return
            _end_group(child.pid)
            child.pid = 0
            if child.essential and not self.greeted:
                self.code, self.asked_to_stop = status or 1, True
                return
            self.say(f"Proses {child.name} berhenti (kode {status}); dijalankan lagi.")
            lived = now - child.started
            child.pause = (
                0.0 if lived > LONGEST_PAUSE else min(child.pause * 2 + 0.5, LONGEST_PAUSE)
            )
            child.started = now
        if now >= child.started + child.pause:
            _start(child)

    def _end_all(self) -> None:
        """Ask all to stop, wait for what they are doing, and insist when that takes too long."""
        for child in self.children:
            _send(child, signal.SIGTERM)
        patience = time.monotonic() + GRACE
        while any(child.pid for child in self.children):
            if time.monotonic() > patience:
                for child in self.children:
                    _send(child, signal.SIGKILL)
            for child in self.children:
                if child.pid and _ended(child.pid) is not None:
                    child.pid = 0
            time.sleep(LOOK_EVERY / 4)


def _send(child: Child, number: signal.Signals) -> None:
    if child.pid:
        with suppress(ProcessLookupError):
            os.kill(child.pid, number)


def _end_group(pid: int) -> None:
    """What a killed process left behind goes too, or it would keep the port and the data folder."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _ended(pid: int) -> int | None:
    """The exit code of a child that has ended, or None while it lives."""
    done, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if done else None


def aside(run: Callable[[], None]) -> int:
    """Do something in a process of its own and wait: what it needs of memory ends with it."""
    _flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os._exit(_live(run, parent))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _start(child: Child) -> None:
    _flush()
    child.started = time.monotonic()
    parent = os.getpid()
    child.pid = os.fork()
    if child.pid == 0:
        os.setpgid(0, 0)  # Ctrl-C reaches the parent alone, which then stops everybody in order
        os._exit(_live(child.run, parent))


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _live(run: Callable[[], None], parent: int) -> int:
    """What the forked process does with its whole life."""
    try:
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
        die_with(parent, signal.SIGTERM)
        run()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        _flush()
    return 0


def die_with(parent: int, number: signal.Signals) -> None:
    """Ask Linux for a signal when the parent is killed; elsewhere this is not offered."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        raise SystemExit(0)

"""`certificates issue-due` in a process of its own, which a test can kill and wait for.

The processes are forks of one that has imported the product and done nothing else with it: to
import it anew for each of them cost more than all that they do.
"""

import os
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sqlalchemy import event
from sqlalchemy.engine import Engine

from training.certification.actions import issuing
from training.factory import create_app
from training.kernel import settings

APART = get_context("forkserver")
APART.set_forkserver_preload([__name__])


class Issuer:
    """The command at work. `tells` waits for its next word."""

    def __init__(self, chosen: dict[str, str], *, batch: int, wait_at: int) -> None:
        self.ear, mouth = APART.Pipe(duplex=False)
        self.process: BaseProcess = APART.Process(
            target=issue, args=(chosen, batch, wait_at, mouth), daemon=True
        )
        self.process.start()
        mouth.close()

    def tells(self) -> str | None:
        """What the process says next; None when it has ended without a word."""
        try:
            return self.ear.recv()
        except EOFError:
            return None

    def ended(self, patience: float) -> int | None:
        """The exit code (minus the signal, if it was killed), or None if it still works then."""
        self.process.join(patience)
        return self.process.exitcode

    def kill(self) -> None:
        self.process.kill()


def issue(chosen: dict[str, str], batch: int, wait_at: int, mouth: Connection) -> None:
    """Run the command in small batches. At its nth insert say so, and wait there to be killed."""
    issuing.BATCH, left = batch, wait_at

    @event.listens_for(Engine, "before_cursor_execute")
    def count(_connection, _cursor, statement, *_rest) -> None:
        nonlocal left
        if "INSERT INTO cert" in statement and left:
            left -= 1
            if left == 0:
                mouth.send("here")
                time.sleep(60)
                os._exit(1)

    app = create_app(settings.read(chosen))
    mouth.send("begins")
    done = app.test_cli_runner().invoke(args=["certificates", "issue-due"], catch_exceptions=False)
    sys.exit(done.exit_code)

"""How far a long command is: a bar on the operator's screen, nothing in a script's output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Tell = Callable[[int, int], None]


@contextmanager
def bar(label: str, *, shown: bool = True) -> Iterator[Tell]:
    """Give a `tell(done, of)` that moves a bar on standard error, if a person sits there."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _done, _of: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as drawn:

        def tell(done: int, of: int) -> None:
            drawn.length = max(of, 1)
            drawn.update(done - drawn.pos)

        yield tell

"""What only some commands need is loaded when they run, not whenever the site starts."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def on_demand(module: str, name: str) -> Callable[..., Any]:
    """The function `name` of `module`, whose imports are first done when it is called.

    For the statistics, which stand on numpy and scipy: `create_app` builds all commands, and would
    otherwise cost every worker a second and tens of megabytes.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    return call

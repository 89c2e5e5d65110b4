"""What only some commands need is loaded when they run, not whenever the site starts."""

from collections.abc import Callable
from importlib import import_module
from os import environ
from typing import Any

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Our matrices are small: several threads wait for one another, twenty times as long as they work.

What the operator has set stays.
"""


def on_demand(module: str, name: str) -> Callable[..., Any]:
    """The function `name` of `module`, whose imports are first done when it is called.

    For the statistics, which stand on numpy and scipy: `create_app` builds all commands, and would
    otherwise cost every worker a second and tens of megabytes.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        for name_of_setting in ONE_THREAD:
            environ.setdefault(name_of_setting, "1")
        return getattr(import_module(module), name)(*args, **kwargs)

    return call

"""Where tests keep their files: in memory where there is plenty of it, else on the disk."""

import os
import shutil
import tempfile
from pathlib import Path

import psutil

MEMORY, PLENTY = Path("/dev/shm"), 8 * 2**30


def in_memory() -> None:
    """Every test commits, and every commit waits for the disk: a seventh of all time.

    Processes that tests start keep their files there, too. Whoever sets TMPDIR chooses otherwise.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir():
        return
    if min(shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available) > PLENTY:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

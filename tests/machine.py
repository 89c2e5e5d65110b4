"""Make sure that this machine has a browser and PostgreSQL; install them, or say what to do."""

import glob
import os
import shutil
import subprocess
import sys

from tests.servers import programs

# The shell is the same engine without the windows that nobody looks at: a third of the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = (
    f"No Chromium found. Install Debian's package `{SHELL}` (apt-get install {SHELL}), "
    "or run `.venv/bin/playwright install chromium`."
)


def chromium() -> str | None:
    """A Chromium on the PATH, or one that Playwright installed for this user."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    pattern = "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome"
    return next(iter(sorted(glob.glob(os.path.expanduser(pattern)), reverse=True)), None)


def _apt() -> None:
    if os.getuid() == 0 and shutil.which("apt-get"):
        quiet = {
            "stdout": subprocess.DEVNULL,
            "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        }
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        for package in (SHELL, "chromium"):
            asked = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
            if subprocess.run(asked, **quiet).returncode == 0:
                return


def main() -> int:
    """Exit 0 when every test can run here; otherwise say on standard error what is missing."""
    if chromium() is None:
        _apt()
    if chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    if chromium() is None:
        sys.stderr.write(f"{REMEDY}\n")
        return 1
    try:
        programs()
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

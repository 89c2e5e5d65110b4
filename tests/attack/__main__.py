"""`python -m tests.attack [SEED]`: attack a fresh city and print the attacker's log."""

import logging
import shutil
import sys
import tempfile
from pathlib import Path

from flask_migrate import upgrade

from tests.attack.attacking import plundered
from tests.attack.log import written
from tests.conftest import ZERO_HOUR, Clock, chosen_settings
from training.factory import create_app
from training.kernel.db import db, writing


def main(seed: int) -> int:
    """Attack; 1 if something was found."""
    folder = Path(tempfile.mkdtemp(prefix="attack-"))
    try:
        (folder / "clock").write_text(ZERO_HOUR.isoformat())
        clock = Clock(folder / "clock")
        app = create_app(chosen_settings(folder, folder / "clock"))
        logging.disable(logging.INFO)
        writing.set(True)
        with app.app_context():
            upgrade()
            loot = plundered(app, clock, seed=seed)
            sums = loot.solved()
            db.session.remove()
        print(*written(loot, sums), sep="\n")  # noqa: T201  (its purpose)
        return bool(sums.found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))

"""Published data sets with published results, kept beside the tests that reproduce them."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    """One set's file."""
    return json.loads((FOLDER / name).read_text())

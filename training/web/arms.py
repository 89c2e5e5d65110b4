"""The city's arms on paper: a file that the city lays into its data folder, or a plain sign."""

import logging
from functools import lru_cache

from flask import current_app

from training.kernel import typesetting

FILE, MOST_BYTES = "lambang.svg", 300_000
PROBE = '#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg", width: 20mm, alt: "x")'
log = logging.getLogger(__name__)


def arms() -> str:
    """The drawing as SVG; empty where there is none, or one that cannot be set."""
    path = current_app.config["RESAP"].data / FILE
    try:
        if path.stat().st_size > MOST_BYTES:
            return ""
        drawing = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return drawing if _can_be_set(drawing) else ""


@lru_cache(maxsize=2)
def _can_be_set(drawing: str) -> bool:
    """Whether the typesetter takes it: a certificate is never refused because of its ornament."""
    try:
        typesetting.picture(PROBE, {"svg": drawing})
    except Exception:
        log.warning("the city's arms cannot be set")
        return False
    return True

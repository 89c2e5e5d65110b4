"""The questions for visitors as they lie in the folder of the running code."""

from functools import cache
from pathlib import Path

from training.content.rules.check import INDICATORS
from training.content.rules.parse import parse_indicators
from training.content.rules.voicecheck import parse_voices
from training.content.rules.voices import Tier, VoiceForms

FOLDER = "quizzes/voices"


@cache
def voice_forms(root: Path) -> VoiceForms:
    """The sound forms by tier, read once; a tier whose file has an error is not asked."""
    known = parse_indicators(INDICATORS, (root / INDICATORS).read_text("utf-8")).value or ()
    found = {}
    for tier in Tier:
        path = root / FOLDER / f"{tier.value}.yaml"
        if path.is_file():
            parsed = parse_voices(f"{FOLDER}/{path.name}", path.read_text("utf-8"), known)
            if parsed.holds and parsed.value:
                found[tier] = parsed.value
    return found

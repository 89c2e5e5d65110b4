"""Whether words sound like harm, so that they are answered and not put on a list."""

from training.voice.rules.screening.company import in_bad_company
from training.voice.rules.screening.home import speaks_of_home
from training.voice.rules.screening.lexicon import PATTERNS, UNMISTAKABLE, WRITTEN_ALIKE
from training.voice.rules.screening.reading import near, readings

SHORTEST = 7


def sounds_like_harm(text: str) -> bool:
    """Whether a text may tell of violence, abuse, self-harm, threat, neglect or bullying.

    It errs towards help: a harmless text that is taken for a cry costs somebody a look, the other
    way round costs more. It knows words and not people, and says nothing about what happened.
    """
    return any(_alarms(reading) for reading in readings(text))


def _alarms(reading: str) -> bool:
    found = any(each.search(reading) for each in PATTERNS) or in_bad_company(reading)
    found = found or speaks_of_home(reading)
    return found or any(map(_misspelt, reading.split()))


def _misspelt(word: str) -> bool:
    """One slip away from a word that means only one thing."""
    if len(word) < SHORTEST or word in WRITTEN_ALIKE:
        return False
    return any(near(word, each) for each in UNMISTAKABLE)

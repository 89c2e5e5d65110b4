"""What a refusal is called in front of people: one sentence for each named refusal."""

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, object] = {}


def say(**sentences: object) -> None:
    """Add sentences for refusals by class name; each audience adds its own."""
    SENTENCES.update(sentences)


def sentence(error: Exception) -> str:
    """The sentence for a refusal, or an empty one where the page's own words are enough."""
    return told(type(error).__name__)


def told(name: str) -> str:
    """The same for a refusal by its name, as a job keeps it."""
    return str(SENTENCES.get(name, ""))


say(
    IntegrityError=_("Somebody else changed the same thing at the same moment. Please try again."),
)

"""What tiers and signs of a burst are called, and how few voices are told."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.content.rules.voices import Tier
from training.voice.rules.bursts import Why
from training.web.present import number

TIERS = {
    Tier.CHILD: _("Child, 7–9"),
    Tier.YOUTH: _("Child, 10–17"),
    Tier.ADULT: _("Adult"),
}
WHYS = {
    Why.RATE: _("faster than this place usually is"),
    Why.ALIKE: _("many alike in a row"),
}


def how_many(voices: int, *, k: int) -> str:
    """A count of voices, or that they are few."""
    return number(voices) if voices >= k else gettext("fewer than %(k)s", k=k)

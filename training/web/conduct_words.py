"""What the dimensions of conduct and the stages of work are called."""

from flask_babel import lazy_gettext as _

from training.content.rules.model import Dimension, Stage

DIMENSIONS = {
    Dimension.SPEAK: _("Speaking"),
    Dimension.SERVE: _("Serving"),
    Dimension.DECIDE: _("Deciding"),
}
STAGES = {
    Stage.PLANNING: _("Planning"),
    Stage.DECISION: _("Decision"),
    Stage.SERVICE: _("Service"),
}

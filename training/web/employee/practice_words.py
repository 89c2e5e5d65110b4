"""What the reasons for a pause are called."""

from flask_babel import lazy_gettext as _

from training.practice.rules.breaks import Reason

REASONS: dict[str, object] = {
    Reason.LEAVE.value: _("Leave"),
    Reason.DUTY.value: _("Official travel"),
    Reason.COURSE.value: _("A training course"),
    Reason.BUSY.value: _("The busiest time at work"),
    Reason.OTHER.value: _("Something else"),
}

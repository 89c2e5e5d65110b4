"""The form for one excuse that is meant for many people."""

from wtforms import RadioField

from training.content.rules.programmes import Programme
from training.web.forms import choices
from training.web.forms import later as _
from training.web.hr.certification_forms import ExcuseForm

CHOSEN, ALL = "dipilih", "semua"


class BulkForm(ExcuseForm):
    """An excuse for those who are ticked, or for everybody whom the filter finds."""

    untuk = RadioField(_("For whom"), default=CHOSEN)

    def offer(self, found: Programme) -> None:
        super().offer(found)
        self.untuk.choices = choices(
            (CHOSEN, _("the people ticked on this page")),
            (ALL, _("everybody whom the filter finds, on all pages")),
        )

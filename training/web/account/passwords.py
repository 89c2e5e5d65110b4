"""What is wrong with a new password, in a sentence beside the field."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from training.people.rules.passwords import LEAST, MOST, Fault, faults
from training.web.account.forms import NewPasswordForm

SENTENCES: dict[Fault, object] = {
    Fault.TOO_SHORT: _("Use at least %(least)s characters", least=LEAST),
    Fault.TOO_LONG: _("Use at most %(most)s characters", most=MOST),
    Fault.COMMON: _("This password is on lists that guessers try first. Choose another"),
    Fault.ABOUT_YOU: _(
        "This password is mostly your name, your number or the name of the city. Add other words"
    ),
    Fault.REPEATED: _("This password repeats itself. Use words that differ from each other"),
    Fault.SEQUENCE: _("This password is mostly a row of neighbouring keys, letters or digits"),
}


def accept_password(form: NewPasswordForm, name: str, numbers: Iterable[str]) -> bool:
    """Whether the new password will do; if not, the field says why."""
    found = faults(str(form.kata_sandi_baru.data), about=(name, *numbers))
    form.kata_sandi_baru.errors = [str(SENTENCES[fault]) for fault in found[:1]]
    return not found

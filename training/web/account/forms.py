"""What people type to sign in and to keep their account safe."""

from wtforms import BooleanField, EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from training.people.rules.signing import LONGEST_NAME
from training.web.forms import Form, trimmed
from training.web.forms import later as _

EMAIL = r"^[^@\s,;<>\x00-\x1f]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"


class SignInForm(Form):
    nama = StringField(
        _("NIP or e-mail"), [DataRequired(_("Enter your NIP or e-mail address"))], filters=[trimmed]
    )
    kata_sandi = PasswordField(_("Password"), [DataRequired(_("Enter your password"))])
    perangkat_pribadi = BooleanField(_("This device is mine alone"))


class CodeForm(Form):
    kode = StringField(
        _("Six-digit code"), [DataRequired(_("Enter the six-digit code"))], filters=[trimmed]
    )


class NameForm(Form):
    nama = StringField(
        _("NIP or e-mail"), [DataRequired(_("Enter your NIP or e-mail address"))], filters=[trimmed]
    )


class NewPasswordForm(Form):
    """A new password is typed once: it can be shown, which prevents slips better than twice."""

    kata_sandi_baru = PasswordField(_("New password"), [DataRequired(_("Enter a new password"))])


class CurrentPasswordForm(Form):
    kata_sandi = PasswordField(
        _("Current password"), [DataRequired(_("Enter your current password"))]
    )


class ChangePasswordForm(NewPasswordForm, CurrentPasswordForm):
    """Who changes the password must know the one before."""


class CodeAndPasswordForm(CodeForm, CurrentPasswordForm):
    """The first code of a second step that nobody asked the person to set up."""


class FirstForm(NewPasswordForm):
    kode = StringField(
        _("One-time code"), [DataRequired(_("Enter the one-time code"))], filters=[trimmed]
    )
    nama = StringField(
        _("Your full name"),
        [DataRequired(_("Enter your full name")), Length(max=LONGEST_NAME)],
        filters=[trimmed],
    )
    email = EmailField(
        _("Your e-mail address"),
        [
            DataRequired(_("Enter your e-mail address")),
            Regexp(EMAIL, message=_("Write the address like nama@balikpapan.go.id")),
            Length(max=LONGEST_NAME),
        ],
        filters=[trimmed],
    )

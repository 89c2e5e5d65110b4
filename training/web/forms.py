"""The form that all forms grow from: Indonesian messages, CSRF, text trimmed."""

from collections.abc import Iterable
from typing import Any, cast

from flask_babel import get_translations, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  (newer than its stubs)

MOST_DIGITS = 9


class _OurWords:
    """WTForms' own messages, looked up in our catalogue (WTForms ships no Indonesian)."""

    def gettext(self, text: str) -> str:
        return get_translations().ugettext(text)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return get_translations().ungettext(one, many, n)


def later(text: str) -> str:
    """Words that are looked up when the form is shown; WTForms' own types know only str."""
    return cast(str, lazy_gettext(text))


def choices(*offered: tuple[str, Any], more: Iterable[tuple[str, Any]] = ()) -> list[SelectChoice]:
    """What a field offers to choose from: each value with its words."""
    return [SelectChoice(value, words) for value, words in (*offered, *more)]


def trimmed(text: str | None) -> str | None:
    """A filter for fields: no blanks around, NUL never."""
    return text.replace("\x00", "").strip() if isinstance(text, str) else text


class WholeNumber(IntegerField):
    """A whole number of at most nine digits; the library falls over those that no float holds."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and len(valuelist[0].strip()) > MOST_DIGITS:
            self.data = None
            raise ValueError(self.gettext("Not a valid integer value."))
        super().process_formdata(valuelist)


class Form(FlaskForm):
    """A form of ours."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _OurWords:  # noqa: ARG002  (WTForms' signature)
            return _OurWords()

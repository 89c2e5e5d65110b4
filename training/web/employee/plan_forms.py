"""The forms in which people choose or write a plan and tell how it went."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from training.commitments.actions.plans import Words
from training.commitments.rules.files.refusing import MOST_BYTES
from training.commitments.rules.files.taking import Taken, take
from training.commitments.rules.plans import ENDINGS, LONGEST_NOTE, Happened
from training.commitments.rules.wording import Fault, WordsAreNoPlan, checked
from training.content.queries.plans import PlanBook
from training.content.rules.plans import PlanTemplate
from training.kernel.errors import DomainError
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _
from training.web.plan_words import DID, FAULTS, HAPPENED, REASONS, STAGES
from training.web.refusals import sentence

MOST_SIGNS = 400
EXAMPLES = ("anak menangis di loket saya", "saya menyapa anaknya lebih dulu, setinggi matanya")


class PlanForm(Form):
    """A situation and an act, chosen or in one's own words, and what the plan is about."""

    jika = RadioField(_("When this happens …"), validate_choice=False)
    jika_sendiri = StringField(
        _("The situation in your own words"), [Length(max=MOST_SIGNS)], filters=[trimmed]
    )
    maka = RadioField(_("… then this is what I do"), validate_choice=False)
    maka_sendiri = StringField(
        _("The act in your own words"), [Length(max=MOST_SIGNS)], filters=[trimmed]
    )
    indikator = SelectField(_("Which conduct is this about?"), validate_choice=False)

    def offer(self, book: PlanBook, template: PlanTemplate | None) -> None:
        """What can be chosen; without a template all is written."""
        whens = [(text, text) for text in template.when] if template else []
        thens = [(text, text) for text in template.then] if template else []
        self.jika.choices, self.maka.choices = choices(more=whens), choices(more=thens)
        stages = list(STAGES)
        known = sorted(book.indicators.values(), key=lambda each: stages.index(each.stage))
        named = [(each.key, f"{STAGES[each.stage]}: {each.sentence}") for each in known]
        self.indikator.choices = choices(("", gettext("Choose one")), more=named)

    def words(self, book: PlanBook, template: PlanTemplate | None) -> Words | None:
        """What was asked for, or None with the errors at their fields."""
        good = self.validate()
        about = book.indicators.get(template.indicator if template else self.indikator.data or "")
        if about is None:
            self.indikator.errors = [gettext("Choose what the plan is about.")]
        when = self.jika_sendiri.data or _one_of(self.jika.data, template.when if template else ())
        then = self.maka_sendiri.data or _one_of(self.maka.data, template.then if template else ())
        if template and not when:
            self.jika.errors = [gettext("Choose a situation or write one.")]
        if template and not then:
            self.maka.errors = [gettext("Choose an act or write one.")]
        lacking = template is not None and not (when and then)
        if not good or about is None or lacking:
            self._teach(when, then, lacking=lacking)
            return None
        return Words(when, then, about, template, EXAMPLES)

    def _teach(self, when: str, then: str, *, lacking: bool) -> None:
        """Say at once what is wrong with the words, beside what else is wrong."""
        try:
            if not lacking:
                checked(when, then, examples=EXAMPLES)
        except WordsAreNoPlan as refused:
            self.mark(refused.faults)

    def mark(self, faults: Mapping[str, Fault]) -> None:
        """Put the sentence of each fault where it was written."""
        for part, fault in faults.items():
            field = self.jika_sendiri if part == "when" else self.maka_sendiri
            field.errors = [str(FAULTS[fault])]


def _one_of(chosen: str | None, offered: Sequence[str]) -> str:
    return chosen if chosen and chosen in offered else ""


class RehearsalForm(Form):
    """A sentence that somebody writes for themselves."""

    kata = TextAreaField(
        _("Your words"),
        [DataRequired(_("Write a few words for yourself.")), Length(max=LONGEST_NOTE)],
        filters=[trimmed],
    )


class TellingForm(Form):
    """What happened since, what was done, and a note for oneself."""

    terjadi = RadioField(
        _("Did the situation come up?"),
        choices=choices(*HAPPENED.items()),
        validate_choice=False,
    )
    lakukan = RadioField(_("Did you do it?"), choices=choices(*DID.items()), validate_choice=False)
    catatan = TextAreaField(
        _("A note for yourself"),
        [Length(max=LONGEST_NOTE)],
        filters=[trimmed],
        description=_("Only you read it. Names and numbers of children are masked."),
    )

    def understand(self) -> bool:
        """Whether both questions have an answer; the second only where the first asks for it."""
        good = self.validate()
        if self.terjadi.data not in HAPPENED:
            self.terjadi.errors = [gettext("Choose one of the answers.")]
            return False
        if self.terjadi.data != Happened.NONE and self.lakukan.data not in DID:
            self.lakukan.errors = [gettext("Choose one of the answers.")]
            return False
        return good


class EndingForm(Form):
    """Why a plan is ended."""

    alasan = RadioField(
        _("Why do you end it?"),
        choices=choices(*((each.value, REASONS[each]) for each in ENDINGS)),
        validate_choice=False,
    )

    def understand(self) -> bool:
        """Whether a reason was chosen."""
        if self.validate() and self.alasan.data in set(ENDINGS):
            return True
        self.alasan.errors = [gettext("Choose one of the answers.")]
        return False


class WitnessForm(Form):
    """Whom to ask."""

    rekan = StringField(
        _("NIP or e-mail address of the colleague"),
        [DataRequired(_("Enter a NIP or an e-mail address")), Length(max=200)],
        filters=[trimmed],
        description=_("Somebody who saw it, but neither your superior nor your subordinate."),
    )


class FileForm(Form):
    """A file, and the word that no child can be recognised in it."""

    berkas = FileField(_("File"), description=_("PDF, JPEG, PNG, DOCX, XLSX or TXT, at most 2 MB."))
    tanpa_anak = BooleanField(
        _("I have looked: there is no name, face, NIK or condition of a child in it."),
    )
    taken: Taken | None = None

    def understand(self) -> bool:
        """Examine the file; what is wrong becomes the error of its field."""
        good = self.validate()
        if not self.tanpa_anak.data:
            self.tanpa_anak.errors = [
                gettext("Confirm that no child can be recognised before you send the file.")
            ]
            good = False
        if not self.berkas.data:
            self.berkas.errors = [gettext("Choose a file")]
            return False
        if not good:
            return False
        try:
            self.taken = take(self.berkas.data.stream.read(MOST_BYTES + 1))
        except DomainError as refused:
            self.berkas.errors = [sentence(refused)]
        return self.taken is not None

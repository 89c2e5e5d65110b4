"""What is wrong in a table of documents from elsewhere, in front of people."""

from flask_babel import lazy_gettext as _

from training.certification.rules.recognising import Fault
from training.web.refusals import say

FAULTS: dict[Fault, object] = {
    Fault.NUMBER_MISSING: _("The NIP is missing."),
    Fault.NUMBER_NUMERIC: _(
        "The NIP was turned into a number and has lost digits. Format the column as Text (Teks) "
        "and enter it again."
    ),
    Fault.PERSON_UNKNOWN: _("Nobody in your scope has this number."),
    Fault.PROGRAMME_UNKNOWN: _("There is no programme of this name."),
    Fault.DOCUMENT_MISSING: _("The name and number of the document are missing."),
    Fault.ISSUER_MISSING: _("Who gave the document is missing."),
    Fault.TEXT_LONG: _("A text is longer than 160 characters."),
    Fault.FORMULA: _("A text begins like a formula of a spreadsheet."),
    Fault.DAY_ODD: _("The day is missing or cannot be read. Write it like 12/06/2025."),
    Fault.DAY_AHEAD: _("The day has not come yet."),
    Fault.TOO_OLD: _("The document is so old that no day of validity is left."),
    Fault.TWICE: _("The same document stands in an earlier row."),
}

say(
    TooManyDocuments=_("A table of documents from elsewhere has at most 1,000 rows."),
    DocumentsAreFaulty=_("Nothing is recognised while a row has a problem."),
    NothingToRecognise=_("Every row is on record already. Nothing has to be done."),
    BatchIsDecided=_("This table was decided already."),
    OtherApproverIsNeeded=_(
        "Another HR person must decide: not who brought the table, and nobody who is named in it."
    ),
)

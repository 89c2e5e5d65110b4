"""What kinds of work products are called, what can be wrong with a line, and how steps are said."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from training.observation.rules.products import Fault, ProductKind
from training.web.refusals import say

KINDS: Mapping[ProductKind, object] = {
    ProductKind.RENJA_LINE: _("Line of the work plan (Renja)"),
    ProductKind.RKA_LINE: _("Line of the budget (RKA)"),
    ProductKind.SOP: _("Procedure (SOP)"),
    ProductKind.DECISION: _("Decision or memo"),
    ProductKind.SERVICE_LOG: _("Log of a service"),
    ProductKind.MINUTES: _("Minutes of a meeting"),
}
FAULTS: Mapping[Fault, tuple[str, object]] = {
    Fault.KIND: ("jenis", _("This kind is not known.")),
    Fault.NO_TITLE: ("judul", _("Give a title")),
    Fault.TITLE_TOO_LONG: ("judul", _("The title has at most 200 characters.")),
    Fault.NUMBER_TOO_LONG: ("nomor", _("The number has at most 80 characters.")),
    Fault.NO_DAY: ("tanggal", _("Give a day, for example 12/06/2025")),
    Fault.FUTURE: ("tanggal", _("This day has not come yet")),
    Fault.TOO_OLD: ("tanggal", _("A product is at most one year old.")),
    Fault.NO_MAKER: ("nip", _("Name at least one maker.")),
    Fault.TOO_MANY_MAKERS: ("nip", _("Name at most five makers.")),
    Fault.UNKNOWN_MAKER: ("nip", _("A maker did not work in this unit on that day.")),
    Fault.TEXT_TOO_SHORT: ("teks", _("The raters need at least 40 characters to read.")),
    Fault.TEXT_TOO_LONG: ("teks", _("The text has at most 8,000 characters.")),
    Fault.CHILD_DATA: ("judul", _("The title or number looks like a child's data. Remove it.")),
    Fault.TWICE: ("judul", _("This line stands in the register already.")),
}
"""The field of a form at which a fault is shown, and its words."""

say(
    LineIsUnusable=_("This line cannot be registered as it is."),
    ProductWasDrawn=_("This product was drawn. You can still add a remark."),
    ProductIsWithdrawn=_("This line was withdrawn already."),
    ReasonIsMissing=_("Give a reason of at most 500 characters."),
    KeeperIsOfAnotherUnit=_("Only somebody who works in this unit can keep its register."),
    FileIsNoDocument=_("This file is neither PDF, DOCX nor plain text."),
    ProductFileIsTooLarge=_("The file has at most 2 MB."),
    TableIsUnreadable=_("The table lacks a column: jenis, tanggal, judul, nomor, pembuat, teks."),
    TableIsTooLong=_("A table has at most 200 lines."),
    TooFewRaters=_("Two mentors of other offices are needed. Name more mentors first."),
    NothingToDraw=_("No register holds a product that was not drawn before."),
    QuarterIsDrawn=_("There is a draw of this quarter already."),
    LabelIsUnusable=_("Write the year and the quarter, for example 2026-4."),
    RoundHasMovedOn=_("That step of the draw was done already, or its turn has not come."),
)

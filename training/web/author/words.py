"""What authors call the changes between two releases."""

from flask_babel import lazy_gettext as _

from training.content.rules.changes import ChangeKind as K
from training.content.rules.coverage import Stream
from training.content.rules.exchange.frame import Format
from training.web.forms import later

CHANGES: dict[str, object] = {
    K.FIRST_RELEASE: _("First release"),
    K.TITLE_CHANGED: _("Title changed"),
    K.SUMMARY_CHANGED: _("Summary changed"),
    K.AUDIENCE_CHANGED: _("Audience changed"),
    K.INDICATORS_CHANGED: _("Indicators changed"),
    K.OUTCOMES_CHANGED: _("Learning outcomes changed"),
    K.PRACTICE_PLAN_CHANGED: _("If–then plan changed"),
    K.VALID_UNTIL_CHANGED: _("Validity changed"),
    K.SENSITIVITY_CHANGED: _("Sensitivity changed"),
    K.CONTACTS_CHANGED: _("Contacts changed"),
    K.DETAILS_CHANGED: _("Details changed"),
    K.LESSON_ADDED: _("Lesson added"),
    K.LESSON_REMOVED: _("Lesson removed"),
    K.LESSON_RETITLED: _("Lesson retitled"),
    K.LESSON_REWORDED: _("Lesson reworded"),
    K.LESSON_REWRITTEN: _("Lesson rewritten"),
    K.LESSONS_REORDERED: _("Lessons reordered"),
    K.REFERENCE_ADDED: _("Source added"),
    K.REFERENCE_REMOVED: _("Source removed"),
    K.REFERENCE_CHANGED: _("Source changed"),
    K.REFERENCE_RECHECKED: _("Source checked again"),
    K.FIGURE_ADDED: _("Figure added"),
    K.FIGURE_REMOVED: _("Figure removed"),
    K.FIGURE_REDRAWN: _("Figure redrawn"),
    K.QUIZ_ADDED: _("Quiz added"),
    K.QUIZ_REMOVED: _("Quiz removed"),
    K.PASS_MARK_CHANGED: _("Pass mark changed"),
    K.RETAKE_CHANGED: _("Waiting time changed"),
    K.DRAW_CHANGED: _("Number of questions changed"),
    K.RULES_CHANGED: _("Rules of the quiz changed"),
    K.PANEL_CHANGED: _("Panel changed"),
    K.CERTAINTY_CHANGED: _("Asking how sure people are changed"),
    K.REVIEW_CHANGED: _("What people see after handing in changed"),
    K.OBJECTIVE_ADDED: _("Objective added"),
    K.OBJECTIVE_REMOVED: _("Objective removed"),
    K.OBJECTIVE_REWORDED: _("Objective reworded"),
    K.OBJECTIVE_MEASURES_OTHER: _("Objective measures something else"),
    K.QUESTION_ADDED: _("Question added"),
    K.QUESTION_REMOVED: _("Question removed"),
    K.QUESTION_REWORDED: _("Question reworded"),
    K.QUESTION_MEASURES_OTHER: _("Question measures something else"),
    K.QUESTION_DETAILS_CHANGED: _("Question's details changed"),
    K.OPTIONS_CHANGED: _("Options changed"),
    K.RIGHT_ANSWER_CHANGED: _("Right answer changed"),
    K.EXPERT_KEY_CHANGED: _("Experts' key changed"),
    K.RATIONALE_REWORDED: _("Rationale reworded"),
}
WEIGHTS: dict[str, object] = {
    "cosmetic": _("cosmetic"),
    "minor": _("minor"),
    "material": _("material"),
}
KINDS: dict[str, object] = {
    "single": _("one right answer"),
    "multiple": _("several right answers"),
    "true-false": _("true or false"),
    "matching": _("matching"),
    "ordering": _("ordering"),
    "short-text": _("short text"),
    "numeric": _("number"),
    "cloze": _("paragraph with gaps"),
    "hotspot": _("place in a picture"),
    "free-text": _("free text"),
    "sjt-rating": _("rated situation"),
    "sjt-best-worst": _("best and worst response"),
    "sjt-rank": _("ranked responses"),
    "scenario": _("branching story"),
}
FORMATS: dict[Format, str] = {
    Format.CSV: later("Table (CSV)"),
    Format.DOCX: later("Table (Word)"),
    Format.GIFT: later("GIFT (Moodle)"),
    Format.MOODLE_XML: later("Moodle XML"),
    Format.QTI: later("QTI 2.1 package"),
    Format.YAML: later("Resap YAML"),
}
STREAMS: dict[Stream, str] = {
    Stream.LESSONS: later("Lessons"),
    Stream.KNOWLEDGE: later("Questions (J1)"),
    Stream.SITUATIONS: later("Situations (SJT, J2)"),
    Stream.PRACTICE: later("Practice cards"),
    Stream.PLANS: later("If–then plans"),
    Stream.OBSERVATION: later("Observation sheets"),
    Stream.PRODUCTS: later("Rubrics of work products"),
    Stream.VOICES: later("Voices of visitors"),
}
HEADS: dict[Stream, str] = {
    Stream.LESSONS: later("Lessons"),
    Stream.KNOWLEDGE: later("Questions"),
    Stream.SITUATIONS: later("Situations"),
    Stream.PRACTICE: later("Practice"),
    Stream.PLANS: later("Plans in all"),
    Stream.OBSERVATION: later("Observation"),
    Stream.PRODUCTS: later("Products"),
    Stream.VOICES: later("Voices"),
}
"""The streams as heads of narrow columns."""

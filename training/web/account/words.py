"""What sessions, roles and permissions are called in front of people."""

from flask_babel import lazy_gettext as _

from training.audit.rules import EventKind
from training.people.rules.access import Permission
from training.people.rules.kinds import Role
from training.people.rules.sessions import EndedWhy
from training.web.refusals import say

ENDED: dict[EndedWhy, object] = {
    EndedWhy.IDLE: _("Your session ended because this shared device was not used for 30 minutes."),
    EndedWhy.EXPIRED: _("Your session ended because it had lasted 12 hours."),
    EndedWhy.ENDED_BY_PERSON: _("Your session ended because it was ended from another device."),
    EndedWhy.ENDED_BY_ADMIN: _("Your session ended because an administrator ended it."),
    EndedWhy.PASSWORD_CHANGED: _("Your session ended because the password was changed."),
    EndedWhy.ROLE_CHANGED: _("Your session ended because your roles were changed."),
    EndedWhy.SECOND_FACTOR_REMOVED: _("Your session ended because two-step sign-in was removed."),
    EndedWhy.CLOSED: _("Your session ended because the account was closed."),
}

ENDED_SHORT: dict[EndedWhy, object] = {
    EndedWhy.SIGNED_OUT: _("Signed out"),
    EndedWhy.IDLE: _("Not used for 30 minutes"),
    EndedWhy.EXPIRED: _("After 12 hours"),
    EndedWhy.ENDED_BY_PERSON: _("Ended by yourself"),
    EndedWhy.ENDED_BY_ADMIN: _("Ended by an administrator"),
    EndedWhy.REPLACED: _("Replaced by a new session"),
    EndedWhy.PASSWORD_CHANGED: _("Password changed"),
    EndedWhy.ROLE_CHANGED: _("Roles changed"),
    EndedWhy.SECOND_FACTOR_REMOVED: _("Two-step sign-in removed"),
    EndedWhy.CLOSED: _("Account closed"),
}

ROLES: dict[Role, object] = {
    Role.EMPLOYEE: _("Employee"),
    Role.UNIT_HEAD: _("Unit head"),
    Role.MENTOR: _("Mentor"),
    Role.HR: _("Staff administration"),
    Role.TASK_FORCE: _("Task force"),
    Role.AUTHOR: _("Author"),
    Role.ADMIN: _("Administrator"),
    Role.AUDITOR: _("Auditor"),
}

PERMISSIONS: dict[Permission, object] = {
    Permission.LEARN: _("Learn and answer quizzes"),
    Permission.SEE_OWN: _("See one's own results"),
    Permission.SEE_UNIT: _("See the results of a unit"),
    Permission.SEE_PEOPLE: _("See the progress of staff"),
    Permission.EXPORT_PEOPLE: _("Download lists of staff"),
    Permission.IMPORT_PEOPLE: _("Import staff"),
    Permission.MAKE_EXCEPTIONS: _("Make exceptions for quizzes"),
    Permission.CERTIFY: _("Run certification"),
    Permission.SEE_CITY: _("See the results of the city"),
    Permission.EXPORT_CITY: _("Download the results of the city"),
    Permission.WRITE_CONTENT: _("Write modules"),
    Permission.PUBLISH_CONTENT: _("Publish modules"),
    Permission.OBSERVE: _("Observe conduct at work"),
    Permission.SEE_OBSERVING: _("See the quality of observations"),
    Permission.DRAW_VISITS: _("Draw visits of observers"),
    Permission.CLOSE_FINDINGS: _("Close findings of observers"),
    Permission.MANAGE_VOICE_POINTS: _("Look after service points"),
    Permission.REVIEW_VOICES: _("Read voices and judge bursts"),
    Permission.RUN_CYCLES: _("Run the cycles of measuring"),
    Permission.REVIEW_ARTEFACTS: _("Review evidence files of other units"),
    Permission.ADMINISTER: _("Administer accounts"),
    Permission.KEEP_REGISTER: _("Keep the register of work products"),
    Permission.RATE_PRODUCTS: _("Rate work products"),
    Permission.DRAW_PRODUCTS: _("Draw work products"),
    Permission.RUN_WAVES: _("Run anonymous waves"),
    Permission.RUN_REMINDERS: _("Stop and allow reminders"),
    Permission.REMIND_UNIT: _("Remind one's own unit"),
    Permission.AUDIT: _("Read the audit trail"),
}

EVENTS: dict[EventKind, object] = {
    EventKind.SIGNED_IN: _("signed in"),
    EventKind.SIGN_IN_REFUSED: _("sign-in refused"),
    EventKind.SIGNED_OUT: _("signed out"),
    EventKind.SESSION_ENDED: _("session ended"),
    EventKind.REFUSED: _("request refused"),
    EventKind.PASSWORD_SET: _("password set"),
    EventKind.SECOND_FACTOR_SET: _("two-step sign-in set up"),
    EventKind.SECOND_FACTOR_REMOVED: _("two-step sign-in taken off"),
    EventKind.LINK_SENT: _("one-time link made"),
    EventKind.TOKEN_MADE: _("API token made"),
    EventKind.TOKEN_REVOKED: _("API token revoked"),
    EventKind.ROLE_GRANTED: _("role granted"),
    EventKind.ROLE_ENDED: _("role ended"),
    EventKind.UNIT_CHANGED: _("unit changed"),
    EventKind.PERSON_CHANGED: _("person's record changed"),
    EventKind.IMPORTED: _("file imported"),
    EventKind.EXPORTED: _("data downloaded"),
    EventKind.PUBLISHED: _("content published"),
    EventKind.REGRADED: _("quiz key corrected"),
    EventKind.LOOKED_AT: _("person's record looked at"),
    EventKind.DEMO_LOADED: _("demo data loaded"),
    EventKind.EXCEPTION_MADE: _("exception made"),
    EventKind.EXCEPTION_ENDED: _("exception ended"),
    EventKind.PAPER_PRINTED: _("quiz printed on paper"),
    EventKind.PAPER_ENTERED: _("quiz on paper typed in"),
    EventKind.ROLLOUT_SEALED: _("roll-out sealed"),
    EventKind.CYCLE_OPENED: _("cycle of measuring opened"),
    EventKind.CYCLE_CLOSED: _("cycle of measuring closed"),
    EventKind.VISITS_DRAWN: _("visits drawn by lot"),
    EventKind.SHEET_SIGNED: _("observation signed"),
    EventKind.SHEET_CORRECTED: _("observation corrected"),
    EventKind.VISIT_HINDERED: _("visit reported as impossible"),
    EventKind.CONTRARY_REPORTED: _("serious conduct reported"),
    EventKind.CONTRARY_VERIFIED: _("serious conduct verified"),
    EventKind.CONTRARY_CLOSED: _("finding closed"),
    EventKind.VOICE_POINT_OPENED: _("service point opened"),
    EventKind.VOICE_POINT_CLOSED: _("service point closed"),
    EventKind.VOICES_REVIEWED: _("burst of voices judged"),
    EventKind.SAFEGUARDING_RAISED: _("words handed to the safeguarding contact"),
    EventKind.PROMPT_WRITTEN: _("prompt of the week written"),
    EventKind.CORROBORATION_ASKED: _("corroboration of a plan asked for"),
    EventKind.CORROBORATION_ANSWERED: _("corroboration of a plan answered"),
    EventKind.ARTEFACT_LOOKED_AT: _("evidence file looked at"),
    EventKind.ARTEFACT_DELETED: _("evidence file deleted"),
    EventKind.PRODUCT_REGISTERED: _("work product registered"),
    EventKind.PRODUCT_WITHDRAWN: _("work product withdrawn"),
    EventKind.PRODUCT_REMARKED: _("work product remarked upon"),
    EventKind.KEEPER_NAMED: _("keeper of a register named"),
    EventKind.KEEPER_ENDED: _("keeper of a register ended"),
    EventKind.PRODUCTS_ANNOUNCED: _("draw of work products announced"),
    EventKind.PRODUCTS_DRAWN: _("work products drawn"),
    EventKind.PRODUCTS_CLOSED: _("draw of work products closed"),
    EventKind.PRODUCT_RATED: _("work product rated"),
    EventKind.WAVE_PREPARED: _("anonymous wave prepared"),
    EventKind.WAVE_CHANGED: _("anonymous wave changed"),
    EventKind.WAVE_CONSULTED: _("consultation on a wave recorded"),
    EventKind.WAVE_OPENED: _("anonymous wave opened"),
    EventKind.WAVE_CLOSED: _("anonymous wave closed"),
    EventKind.JP_SET: _("hours of a programme set"),
    EventKind.RULE_MADE: _("rule of assignment made"),
    EventKind.RULE_APPLIED: _("rule of assignment applied"),
    EventKind.RULE_ENDED: _("rule of assignment ended"),
    EventKind.EXCUSED: _("excused from certification"),
    EventKind.RECOGNISED: _("earlier learning recognised"),
    EventKind.REVOCATION_ASKED: _("revocation asked for"),
    EventKind.REVOKED: _("certificate revoked"),
    EventKind.REVOCATION_DECLINED: _("revocation declined"),
    EventKind.DOCUMENTS_BROUGHT: _("documents from elsewhere brought"),
    EventKind.DOCUMENTS_APPROVED: _("documents from elsewhere approved"),
    EventKind.DOCUMENTS_DECLINED: _("documents from elsewhere declined"),
    EventKind.CERTIFICATES_ESIGNED: _("certificates signed electronically"),
    EventKind.ESIGN_REFUSED: _("electronic signature refused"),
    EventKind.REMINDERS_STOPPED: _("reminders stopped"),
    EventKind.REMINDERS_ALLOWED: _("reminders allowed"),
}

say(
    NobodyChangesTheirOwnRoles=_(
        "You cannot do this to your own account. Ask another administrator."
    ),
    RolesReachBeyondYours=_(
        "This person holds roles over units that you do not administer. "
        "Ask an administrator of those units."
    ),
    RoleIsHeldAlready=_("This person already has that role over that unit."),
    RoleIsForTheWholeCity=_(
        "This role acts on the whole city. Only an administrator of the whole city can grant it."
    ),
    RoleCannotBeGranted=_("That role cannot be granted."),
    AccountIsClosed=_("This account is closed. Reopen it first."),
    ScopeIsUnknown=_("Choose at least one permission for the token."),
    LinkCannotBeUsed=_("This link can no longer be used."),
    AnAccountExistsAlready=_("The first administrator exists already."),
    SecondFactorIsSetAlready=_("Two-step sign-in is already active."),
    RoleNeedsSecondFactor=_("Your role needs two-step sign-in, so it cannot be removed."),
    TooManyAttempts=_("It was tried too often. Please wait."),
)

"""My certificates: which I must hold, what is still missing, and the sheets to take away."""

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, render_template

from training.certification.queries.certificates import Validity, by_code
from training.certification.queries.own import Held, Own, own
from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When
from training.certification.rules.completing import Progress, Today, progress
from training.certification.rules.states import Case, Standing, State, standing
from training.content.queries import module_of
from training.content.rules.programmes import Programme
from training.kernel.access import allow
from training.learning.queries import post_of
from training.people.rules.access import Permission
from training.web.certificate_sheet import address_of, sheet_of
from training.web.certification_words import LACKS, STATES, VALIDITY
from training.web.session import acting, arrived, today

bp = Blueprint("certificates", __name__, url_prefix="/sertifikat")
CALM = frozenset({State.CERTIFIED, State.RECOGNISED})


@bp.get("")
@allow(Permission.SEE_OWN)
def home() -> str:
    when = When(arrived(), current_app.config["RESAP"].timezone)
    held, known = own(acting().id, when), programmes()
    post = post_of(acting().id, today=when.today)
    family = post.job_family if post else ""
    cases = [(found, held.case(found)) for found in known.values()]
    shown = [
        (found, now, _way(found, case, now, held, family))
        for found, case in cases
        if case.duty or case.periods
        for now in (standing(case, when.today),)
    ]
    titles = {slug: module_of(each.release_id).title for slug, each in held.editions.items()}
    mine = [(each, _title(each, known), VALIDITY[_validity(each)], address_of(each.code))
            for each in held.certificates]  # fmt: skip
    return render_template(
        "employee/certificates.html", shown=shown, mine=mine, titles=titles, states=STATES,
        lacks=LACKS,
    )  # fmt: skip


def _title(each: Held, known: Mapping[str, Programme]) -> str:
    """What a programme is called now; one that is no more keeps its key."""
    found = known.get(each.programme)
    return found.title if found else each.programme


def _validity(each: Held) -> Validity:
    if each.revoked_at is not None:
        return Validity.REVOKED
    return Validity.VALID if today() < each.until else Validity.EXPIRED


def _way(found: Programme, case: Case, now: Standing, held: Own, family: str) -> Progress | None:
    """What is missing on the way to the next certificate; nothing while one simply holds."""
    if case.duty is None or now.state in CALM:
        return None
    current = {slug: each.edition for slug, each in held.editions.items()}
    day = Today(held.when.today, held.when.zone, current)
    return progress(case, held.facts(found.slugs), found, day, family)


@bp.get("/<code>.pdf")
@allow(Permission.SEE_OWN, object="own-certificate")
def download(code: str) -> Response:
    """One's own sheet; another person's does not exist."""
    found = by_code(code, of=acting().id)
    made = Response(sheet_of(found), mimetype="application/pdf")
    name = found.number.replace("/", "-").replace(" ", "-")
    made.headers["Content-Disposition"] = f'attachment; filename="sertifikat-{name}.pdf"'
    return made

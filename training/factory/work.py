"""What the worker can do, by kind of job, put together from all capabilities."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from training.certification.actions import assigning, bundling, issuing
from training.cli.on_demand import on_demand
from training.commitments.actions import artefacts
from training.internalization.actions import auditing, cycles, ledger
from training.kernel import jobs, mail
from training.kernel.db import db
from training.kernel.lrs import Store
from training.kernel.settings import ROOT, Settings
from training.observation.actions import ordering
from training.observation.queries import ordered
from training.people.actions import import_jobs, invitations, resets
from training.people.rules.links import Purpose
from training.practice.actions import calibrating
from training.privacy.actions import retaining
from training.quiz.actions import telling
from training.reminders.actions import sending
from training.reporting import actions as reporting
from training.reporting.actions import statements
from training.reporting.rules.statements import Iris
from training.voice.actions import forgetting, giving
from training.web import certificate_sheet, correction_letters, reminder_letters, report_prints
from training.web.account import letters

# It stands on numpy, which the worker loads when it first counts, and the site never.
close_cycle = on_demand("training.internalization.actions.closing", "close_asked")
count_items = on_demand("training.reporting.actions.item_statistics", "count_items")
report_pdf = report_prints.report_pdf
fit_items = on_demand("training.reporting.actions.item_models", "fit_items")


def handlers(settings: Settings) -> dict[str, jobs.Handler]:
    """The handler of every kind of job; an applied import has the units counted anew."""
    imports = import_jobs.handlers(settings.data, settings.timezone)
    return {
        "mail": partial(mail.deliver, where=settings.mail),
        **imports,
        **artefacts.handlers(settings.data),
        **invitations.handlers(
            settings.timezone,
            write=partial(letters.written, Purpose.INVITATION),
            keep=db.session.commit,
        ),
        **resets.handlers(write=partial(letters.written, Purpose.RESET)),
        import_jobs.APPLY: partial(_then_count, imports[import_jobs.APPLY]),
        **_counting(reporting.handlers(settings.timezone, k=settings.k, keep=db.session.commit)),
        **ledger.handlers(settings.timezone, keep=db.session.commit),
        ordered.DRAW: partial(ordering.draw_asked, zone=settings.timezone, root=ROOT),
        giving.FORGET: forgetting.forget_visits,
        auditing.DRAW: partial(
            auditing.draw_asked, zone=settings.timezone, root=ROOT, commit=db.session.commit
        ),
        cycles.CLOSE: partial(
            close_cycle,
            zone=settings.timezone,
            k=settings.k,
            data=settings.data,
            keep=db.session.commit,
        ),
        report_prints.CITY_PDF: partial(
            report_prints.city_pdf, k=settings.k, city=settings.city, zone=settings.timezone
        ),
        **calibrating.handlers(settings.timezone),
        **sending.handlers(
            reminder_letters.house_of(settings),
            write=reminder_letters.written,
            keep=db.session.commit,
        ),
        statements.SEND: partial(statements.send, line=_line(settings)),
        **telling.handlers(write=correction_letters.written),
        reporting.COUNT_ITEMS: partial(count_items, zone=settings.timezone),
        reporting.FIT_ITEMS: partial(fit_items, zone=settings.timezone),
        **retaining.handlers(settings.timezone, keep=db.session.commit),
        **bundling.handlers(settings.data, settings.timezone, certificate_sheet.paper()),
        **assigning.handlers(settings.timezone, partial(_issue, settings), keep=db.session.commit),
    }


def _counting(found: Mapping[str, jobs.Handler]) -> dict[str, jobs.Handler]:
    """Counting a unit follows from what its people learn, on which rules of assignment may wait."""

    def count(running: jobs.Running) -> dict[str, Any] | None:
        result = found[reporting.TALLY](running)
        assigning.ask_after_learning(at=running.at)
        return result

    return {**found, reporting.TALLY: count}


def _issue(settings: Settings, at: datetime) -> dict[str, int]:
    """Issue what is due, batch by batch; the key is made when the first certificate is."""
    issuer = issuing.office(settings.data, city=settings.city, zone=settings.timezone)
    return issuing.issue_due(issuer, at=at, keep=db.session.commit)


def _line(settings: Settings) -> statements.Line | None:
    """The way to the learning record store, or None where the city has none."""
    if not settings.lrs_url:
        return None
    store = Store(settings.lrs_url, settings.lrs_key, settings.lrs_secret)
    iris = Iris(settings.xapi_base, settings.public_url)
    return statements.Line(store, iris, db.session.commit, settings.timezone)


def _then_count(handler: jobs.Handler, running: jobs.Running) -> dict[str, Any] | None:
    result = handler(running)
    reporting.note_people_changed(at=running.at)
    assigning.ask_to_assign(at=running.at)
    return result

"""Pages for people. Nothing below this package knows that HTTP exists."""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from training.web import assets, errors, frame, guard, offline, present, session, weight, words
from training.web.account import views as account
from training.web.author import comparing, correcting, exchange
from training.web.author import coverage as author_coverage
from training.web.author import statistics as author_statistics
from training.web.author import stories as author_stories
from training.web.author import views as author
from training.web.employee import acts, commitments, hours
from training.web.employee import certificates as employee_certificates
from training.web.employee import views as employee
from training.web.employee import waves as employee_waves
from training.web.employee.answering import save_one
from training.web.hr import bulk as hr_bulk
from training.web.hr import bundles as hr_bundles
from training.web.hr import certification as hr_certification
from training.web.hr import certification_exports as hr_certification_exports
from training.web.hr import certification_people as hr_certification_people
from training.web.hr import cohorts as hr_cohorts
from training.web.hr import esigning as hr_esigning
from training.web.hr import exceptions as hr_exceptions
from training.web.hr import hours as hr_hours
from training.web.hr import imports as hr_imports
from training.web.hr import invitations as hr_invitations
from training.web.hr import paper_entry as hr_paper_entry
from training.web.hr import papers as hr_papers
from training.web.hr import recognitions as hr_recognitions
from training.web.hr import reminders as hr_reminders
from training.web.hr import views as hr
from training.web.observer import artefacts, casework_after, casework_photos, marking
from training.web.observer import cards as observer_cards
from training.web.observer import casework as observer_casework
from training.web.observer import contrary as observer_contrary
from training.web.observer import corrections as observer_corrections
from training.web.observer import draws as observer_draws
from training.web.observer import home as observer_home
from training.web.observer import products as observer_products
from training.web.observer import visits as observer_visits
from training.web.site import certificates as site_certificates
from training.web.site import health, method, voice
from training.web.site import views as site
from training.web.task_force import (
    casework_calendar,
    conduct,
    corrections,
    cycle_work,
    cycles,
    draw_work,
    figures,
    follow_up,
    product_rounds,
    prompts,
    register_import,
    reports,
    rollout,
    voice_points,
    voice_reviews,
    wave_admin,
    wave_results,
)
from training.web.task_force import observing as task_force_observing
from training.web.task_force import register as products_register
from training.web.task_force import reminders as unit_reminders
from training.web.task_force import views as task_force

MOST_BYTES = 6 * 1024 * 1024


def register(app: Flask) -> None:
    """Put the pages and what every page needs into the app."""
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024)
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    if app.config["RESAP"].public_url.startswith("https://"):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  (Flask's documented way to wrap the application)
    for part in (words, session, guard, present, frame, offline, errors, weight, voice):
        part.register(app)
    csrf = CSRFProtect(app)
    # These ask `origin` themselves.
    for asks_itself in (
        save_one, observer_visits.send, observer_casework.send, casework_after.send_correction,
        casework_after.send_more, casework_photos.send_photograph,
    ):  # fmt: skip
        csrf.exempt(asks_itself)
    csrf.exempt(voice.answer)  # its signed token needs no cookie
    for module in (
        assets, offline, health, site, account, author, comparing, correcting, author_stories,
        author_coverage, author_statistics, exchange, employee, hr_exceptions, hr_imports,
        hr_invitations, hr_papers, hr_paper_entry, hr, marking, observer_visits,
        observer_corrections, observer_contrary, observer_draws, task_force_observing, task_force,
        voice, voice_points, voice_reviews, cycles, corrections, conduct, reports, method, rollout,
        observer_cards, prompts, commitments, artefacts, products_register, register_import,
        product_rounds, observer_products, wave_admin, wave_results, employee_waves, observer_home,
        employee_certificates, hr_certification, hr_certification_people, site_certificates,
        hr_reminders, unit_reminders, hours, hr_hours, hr_certification_exports, hr_recognitions,
        hr_cohorts, hr_bulk, hr_bundles, hr_esigning, casework_calendar, follow_up, cycle_work,
        draw_work, observer_casework, acts, figures,
    ):  # fmt: skip
        app.register_blueprint(module.bp)
    app.register_blueprint(conduct.validity)

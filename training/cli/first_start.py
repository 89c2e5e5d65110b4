"""What a start finds to do before it serves: schema, content, and on the first one the people."""

from collections.abc import Callable

from flask_migrate import upgrade

from training.cli.demo.city import Wish
from training.cli.demo.commands import fill
from training.content.actions import publish_all
from training.content.queries import published_slugs
from training.content.queries.drafts import read
from training.kernel.clock import local_date, now
from training.kernel.db import db
from training.kernel.settings import ROOT, Settings
from training.people.actions.first_admin import make_first_code
from training.people.queries import census

Say = Callable[[str], None]
DEMO = Wish(employees=1200, seed=1, months=12)


def prepare(chosen: Settings, say: Say) -> None:
    """Bring the database to the state that serving needs; what is there already is kept."""
    upgrade()
    if chosen.demo and not census.anybody():
        say(f"Memuat kota contoh ({DEMO.employees} pegawai rekaan, {DEMO.months} bulan kegiatan) …")
        db.session.rollback()
        fill(chosen, DEMO)
    if not published_slugs():
        publish_drafts(chosen, say)
    if not chosen.demo and not census.any_account():
        tell_first_code(chosen, say)
    db.session.rollback()


def publish_drafts(chosen: Settings, say: Say) -> None:
    """Publish every draft without errors; name the others."""
    at = now()
    drafts = read(ROOT, today=local_date(at, chosen.timezone)).drafts
    publish_all([draft for draft in drafts if draft.publishable], by=None, at=at)
    db.session.commit()
    for draft in drafts:
        if not draft.publishable:
            say(f"Modul {draft.slug} belum terbit: masih ada masalah (flask content check).")


def tell_first_code(chosen: Settings, say: Say) -> None:
    """Say how the first administrator gets in. A new start gives a new code."""
    code = make_first_code(now())
    db.session.commit()
    say(f"\nBelum ada akun. Buka {chosen.public_url}/masuk/awal dan masukkan kode sekali pakai:")
    say(f"\n    {code}\n\nKode berlaku 24 jam dan mati setelah dipakai.")

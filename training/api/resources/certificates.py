"""Certificates for machines: one's own, or those of the people whom one certifies."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from flask import Blueprint, current_app
from pydantic import Field
from sqlalchemy.exc import NoResultFound

from training.api.door import acting, caller, today
from training.api.paging import Page, page_of
from training.api.problems import Problem
from training.api.speaking import Told, speaks
from training.certification.queries.browsing import certificate_within, certificates_within
from training.certification.queries.certificates import (
    Issued,
    by_code,
    certificates_of,
    public_keys,
)
from training.kernel.access import allow
from training.people.rules.access import Permission

bp = Blueprint("certificates", __name__)


class CertificatesAsked(Page):
    """Whose: one's own, or (with the permission `certify`) everybody's in one's scope."""

    whose: Literal["own", "scope"] = "own"
    programme: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")] | None = None


class CertificateTold(Told):
    """One certificate; `valid_until` is its last day. `state`: valid, expired or revoked.

    `jp` are the hours of the decree that stands on it, null where none does.
    """

    code: str
    person: UUID
    number: str
    programme: str
    title: str
    completed_on: date
    valid_until: date
    issued_at: datetime
    state: str
    jp: int | None
    verification: str


class Certificates(Told):
    """Certificates, newest first."""

    items: tuple[CertificateTold, ...]
    next: str | None


@bp.get("/certificates")
@allow(Permission.SEE_OWN)
@speaks("One's own certificates, or those within one's scope", Certificates,
        query=CertificatesAsked)  # fmt: skip
def certificates(query: CertificatesAsked) -> Certificates:
    if query.whose == "scope":
        shown, following = _within(query)
    else:
        mine = [
            each for each in certificates_of(acting().id)
            if query.programme is None or each.programme == query.programme
        ]  # fmt: skip
        shown, following = page_of(mine, query, lambda each: each.code)
    keys = public_keys()
    return Certificates(items=tuple(_told(each, keys) for each in shown), next=following)


def _within(query: CertificatesAsked) -> tuple[tuple[Issued, ...], str | None]:
    """A page of everybody's; whether another one follows is seen by asking for one more."""
    if not caller().may(Permission.CERTIFY):
        raise Problem(403, permission=Permission.CERTIFY.value)
    try:
        found = certificates_within(
            acting().scope(Permission.CERTIFY), today=today(), after=query.cursor,
            most=query.limit + 1, programme=query.programme or "",
        )  # fmt: skip
    except NoResultFound:
        raise Problem(422, "cursor-unknown") from None
    shown = found[: query.limit]
    return shown, shown[-1].code if len(found) > query.limit else None


@bp.get("/certificates/<code>")
@allow(Permission.SEE_OWN, object="certificate-within")
@speaks("One certificate of one's own, or within one's scope", CertificateTold, refusals=(404,))
def certificate(code: str) -> CertificateTold:
    scope = acting().scope(Permission.CERTIFY) if caller().may(Permission.CERTIFY) else ()
    try:
        found = by_code(code, of=acting().id)
    except NoResultFound:
        found = certificate_within(code, scope, today=today())
    return _told(found, public_keys())


def _told(each: Issued, keys: Mapping[str, dict[str, Any]]) -> CertificateTold:
    payload = each.payload(keys)
    return CertificateTold(
        code=each.code, person=each.person, number=each.number, programme=payload.programme,
        title=payload.title, completed_on=each.since, valid_until=each.until - timedelta(days=1),
        issued_at=each.issued_at, state=each.validity(today()).value,
        jp=payload.jp.hours if payload.jp else None,
        verification=f"{current_app.config['RESAP'].public_url}/verifikasi/{each.code}",
    )  # fmt: skip

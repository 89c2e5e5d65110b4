"""Who can lead what the task force plans: its members, and mentors."""

from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, RoleGrant

MAY_LEAD = (Role.MENTOR.value, Role.TASK_FORCE.value)


def leaders() -> list[tuple[UUID, str]]:
    """Everybody who can lead, by name."""
    found = (
        select(Employee.id, Employee.name)
        .join(RoleGrant, RoleGrant.employee_id == Employee.id)
        .where(RoleGrant.role.in_(MAY_LEAD), RoleGrant.ended_at.is_(None))
        .distinct()
        .order_by(Employee.name, Employee.id)
    )
    return [(key, name) for key, name in db.session.execute(found)]


def may_lead(person: UUID) -> bool:
    """Whether somebody can lead now."""
    found = select(RoleGrant.id).where(
        RoleGrant.employee_id == person, RoleGrant.role.in_(MAY_LEAD), RoleGrant.ended_at.is_(None)
    )
    return db.session.execute(found.limit(1)).first() is not None

"""All pages of if–then plans, behind one blueprint."""

from training.web.employee import plan_proof, plan_steps, plans
from training.web.employee.plan_blueprint import bp

PAGES = (plans, plan_steps, plan_proof)

__all__ = ["PAGES", "bp"]

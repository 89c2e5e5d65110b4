"""The audit trail of the demo city: everything that was noted, in the order in which it happened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import batched
from random import Random

from training.audit.actions import note_all
from training.audit.rules import EventKind, Happening
from training.cli.demo.cast import Cast
from training.cli.demo.journeys import Noted
from training.cli.demo.period import Period
from training.people.rules.kinds import Role

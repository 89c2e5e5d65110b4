"""Laws of counting a roster: whoever permutes, relabels, splits or merges it changes no sum."""

from dataclasses import asdict, dataclass
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.evidence import SERVES, SUPPORTS, contrary, made, on, recall, seen, up_to
from training.internalization.rules.evidence import Evidence
from training.internalization.rules.levels import Level, Role
from training.internalization.rules.needs import View
from training.internalization.rules.rule import CURRENT
from training.internalization.rules.unit_counts import Count, Member, counted
from training.internalization.rules.whole import whole

DAY = 400
LAWS = settings(max_examples=40, deadline=None)
PLACES = {"menyapa-anak": ("speak", "service")}


@dataclass(frozen=True)
class Somebody:
    """A person of a roster: which unit, which role, and their evidence (None: none at all)."""

    unit: int
    role: Role
    entries: tuple[Evidence, ...] | None


def people(most: int = 12) -> st.SearchStrategy[list[Somebody]]:
    held = st.sampled_from([None, (), *(tuple(up_to(level, DAY)) for level in list(Level)[1:5])])
    one = st.builds(Somebody, st.integers(1, 3), st.sampled_from([SERVES, SUPPORTS]), held)
    return st.lists(one, min_size=1, max_size=most)


def counts(some: list[Somebody], names: dict[int, int] | None = None) -> dict[int, Count]:
    """What is counted of every unit; `names` relabels units."""
    named = names or {}
    members = []
    for number, each in enumerate(some, 1):
        ledger = None if each.entries is None else made(*each.entries)
        member = Member(UUID(int=number), UUID(int=named.get(each.unit, each.unit)), each.role,
                        ledger)  # fmt: skip
        view = View(ledger, on(DAY), CURRENT, each.role.decides_early) if ledger else None
        members.append((member, view))
    return {unit.int: count for unit, count in counted(members, PLACES).items()}


def sums(count: Count) -> dict[str, object]:
    """Everything that is added up, without the names of those who show nothing."""
    found = asdict(count)
    return found | {"unassessed": len(found["unassessed"])}


def every_sum(found: dict[int, Count]) -> dict[int, dict[str, object]]:
    return {unit: sums(count) for unit, count in found.items()}


@LAWS
@given(people(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_no_sum(some, chance):
    mixed = list(some)
    chance.shuffle(mixed)
    assert every_sum(counts(mixed)) == every_sum(counts(some))


@LAWS
@given(people(), st.permutations([4, 5, 6]))
def test_units_that_are_called_otherwise_keep_their_sums(some, names):
    called = dict(zip((1, 2, 3), names, strict=True))
    before, after = every_sum(counts(some)), every_sum(counts(some, called))
    assert after == {called[unit]: count for unit, count in before.items()}


@LAWS
@given(people())
def test_a_unit_that_is_split_and_merged_again_has_the_same_totals(some):
    parts = counts(some)
    (merged,) = counts(some, {1: 9, 2: 9, 3: 9}).values()
    told = [
        (each.roster, {"assessed": each.assessed, "streams": each.streams, "shown": each.shown,
                       "dials": each.dials, "families": each.families})
        for each in parts.values()
    ]  # fmt: skip
    again = whole(told)
    assert (again.roster, again.assessed) == (merged.roster, merged.assessed)
    assert (again.streams, again.shown, again.dials) == (merged.streams, merged.shown, merged.dials)
    assert again.families == {name: tuple(pair) for name, pair in merged.families.items()}
    for level in merged.positives:
        assert sum(each.positives[level] for each in parts.values()) == merged.positives[level]


@LAWS
@given(people())
def test_an_absent_person_raises_no_share(some):
    before = counts(some)[some[0].unit]
    after = counts([*some, Somebody(some[0].unit, SERVES, None)])[some[0].unit]
    assert after.roster == before.roster + 1
    assert after.positives == before.positives
    assert after.assessed == before.assessed


@LAWS
@given(
    people(),
    st.sampled_from([recall(399, met=False), seen(399, met=False), contrary(399)]),
)
def test_what_speaks_against_somebody_lets_nobody_more_be_there(some, against):
    first = some[0]
    worse = Somebody(first.unit, first.role, (*(first.entries or ()), against))
    before, after = counts(some)[first.unit], counts([worse, *some[1:]])[first.unit]
    for level in before.positives:
        assert after.positives[level] <= before.positives[level]

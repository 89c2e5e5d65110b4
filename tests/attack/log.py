"""The attacker's log: what was read by whom, what was made of it, what was found."""

from collections import Counter
from collections.abc import Iterator

from tests.attack.attacking import Loot
from tests.attack.solving import Sums, classes

MOST_FOUND = 20


def written(loot: Loot, sums: Sums) -> Iterator[str]:
    """The log line by line."""
    world = loot.world
    sizes = sorted(classes(world).values())
    small = sum(each < 10 for each in sizes)
    yield f"people told apart by where they served: {len(sizes)} classes, {small} of fewer than 10"
    for cycle, staff in enumerate(world.staff):
        told = ", ".join(f"{code} {len(own)}" for code, own in sorted(staff.items()))
        yield f"closing {cycle + 1}: {told}"
    yield f"addresses tried: {loot.tried}; answered with something to read: {len(loot.reads)}"
    for role in sorted({read.role for _, read in loot.reads}):
        forms = Counter(read.media.rsplit(".", 1)[-1] for _, read in loot.reads
                        if read.role == role)  # fmt: skip
        said = ", ".join(f"{form} {many}" for form, many in sorted(forms.items()))
        yield f"  {role}: {said}"
    sent = Counter(read.role for _, read in loot.letters)
    yield f"letters read: {sum(sent.values())}, {len(loot.of_staff())} of them to heads of staff"
    yield f"  {', '.join(f'{role} {many}' for role, many in sorted(sent.items()))}"
    yield f"city reports that the worker made: {len(loot.papers())}"
    yield f"lines read: {sum(len(read.lines) for _, read in loot.everything)}"
    yield f"“n = … of …” read in every form: {sum(1 for _ in loot.counted())}"
    yield f"cells (a unit, a cycle, a fact: from … to …): {sums.cells}"
    yield f"equations among them (a count told exactly): {sums.equations}, of rank {sums.rank}"
    yield f"sets of fewer than 10 people asked about: {sums.asked}"
    yield f"sets of which something is certain: {len(sums.found)}"
    yield from (f"  FOUND {each}" for each in sums.found[:MOST_FOUND])

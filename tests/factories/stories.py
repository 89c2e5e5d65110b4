"""Random stories: sound ones for the law of marking, and wild ones that turn in circles."""

from hypothesis import strategies as st

from training.content.rules.details import Choice, Node, Scenario

MARKS = ("x", "y")
WORTHS = (0.0, 0.2, 0.3, 0.7, 1.0)
marks = st.lists(st.sampled_from(MARKS), unique=True, max_size=2).map(tuple)


def choice(key: str, to: str, worth: float = 1.0, **more) -> Choice:
    return Choice(key, f"Pilihan {key}", f"Pilihan {key}", to, worth, "Akibat.", "Akibat.", **more)


def node(key: str, *choices: Choice) -> Node:
    ends = {} if choices else {"principle": "Asas.", "principle_html": "Asas."}
    return Node(key, f"Adegan {key}", f"Adegan {key}", choices, **ends)


@st.composite
def sound(draw) -> Scenario:
    """Choices only lead forward, and at every node one that is worth something needs nothing."""
    count = draw(st.integers(2, 7))
    nodes = []
    for number in range(count - 1):
        ahead = st.integers(number + 1, count - 1).map(lambda place: f"n{place}")
        first = choice("a", draw(ahead), draw(st.sampled_from(WORTHS[1:])), gives=draw(marks))
        others = [
            choice(key, draw(ahead), draw(st.sampled_from(WORTHS)), gives=draw(marks),
                   needs=draw(marks))
            for key in "bcd"[: draw(st.integers(0, 3))]
        ]  # fmt: skip
        nodes.append(node(f"n{number}", first, *others))
    return Scenario((*nodes, node(f"n{count - 1}")))


@st.composite
def wild(draw) -> Scenario:
    """Choices lead anywhere, under any state."""
    count = draw(st.integers(2, 4))
    target = st.integers(0, count - 1).map(lambda place: f"n{place}")
    nodes = []
    for number in range(count):
        keys = "abc"[: draw(st.integers(0, 2))]
        ways = [choice(k, draw(target), gives=draw(marks), needs=draw(marks)) for k in keys]
        nodes.append(node(f"n{number}", *ways))
    return Scenario(tuple(nodes))

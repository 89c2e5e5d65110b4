"""Questions of every kind as hypothesis makes them, in the shape of our YAML."""

from typing import Any

from hypothesis import strategies as st

KINDS = (
    "single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric", "cloze",
    "hotspot", "free-text", "sjt-rating", "sjt-best-worst", "sjt-rank",
)  # fmt: skip
SIGNS = "<>&=~#{}:\"'%[]()|->;,.!?+/$@^–“”’éñ号ß\u00a9"
BARE = "abcdefghijklmnopqrstuvwxyzAGZ0189"

_word = st.text(BARE + SIGNS, min_size=1, max_size=8)
_plain_word = st.text(BARE, min_size=1, max_size=8)
_marked = st.one_of(
    _plain_word.map(lambda word: f"**{word}**"),
    _plain_word.map(lambda word: f"*{word}*"),
    _plain_word.map(lambda word: f"`{word}`"),
    _plain_word.map(lambda word: f"[{word}](https://contoh.go.id/{word})"),
)
_key = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,11}\Z")
words = st.lists(_word, min_size=1, max_size=5).map(" ".join)
line = st.builds(
    lambda before, mark, after: " ".join([*before, *mark, *after]),
    st.lists(_word, min_size=1, max_size=3), st.lists(_marked, max_size=1),
    st.lists(_word, max_size=2),
).filter(lambda text: "](" not in text or text.count("](") == text.count("](https"))  # fmt: skip
prompt = st.lists(line, min_size=1, max_size=3).map("\n\n".join)
_points = st.sampled_from([None, 0.5, 0.25, 0.333333])
_number = st.one_of(
    st.integers(-10_000, 10_000), st.sampled_from(["12,5", "0,25", "-3,125", "1000000,5"])
)


def _keys(count: int):
    letters = st.just(list("abcdefgh"[:count]))
    return letters | st.lists(_key, min_size=count, max_size=count, unique=True)


@st.composite
def _options(draw: Any, least: int, most: int, graded: str = "") -> list[dict[str, Any]]:
    count = draw(st.integers(least, most))
    keys, texts = draw(_keys(count)), draw(_unlike(count))
    made = []
    for key, text in zip(keys, texts, strict=True):
        option: dict[str, Any] = {"key": key, "text": text}
        if graded == "expert":
            option["expert"] = draw(st.sampled_from([1.2, 2.0, 2.5, 3.1, 3.8]))
        made.append({**option, "rationale": draw(line)})
    return made


def _unlike(count: int):
    """Texts that differ also without their marks."""
    return st.lists(words, min_size=count, max_size=count, unique=True)


def _right(options: list[dict[str, Any]], right: set[int]) -> list[dict[str, Any]]:
    return [{**each, "correct": at in right} for at, each in enumerate(options)]


@st.composite
def _single(draw: Any) -> dict[str, Any]:
    options = draw(_options(3, 4))
    return {"options": _right(options, {draw(st.integers(0, len(options) - 1))})}


@st.composite
def _multiple(draw: Any) -> dict[str, Any]:
    credit = draw(st.sampled_from([{}, {"credit": "utuh"}, {"credit": "sebagian"}]))
    return {"options": _right(draw(_options(4, 5)), {0, 2}), **credit}


@st.composite
def _true_false(draw: Any) -> dict[str, Any]:
    right = draw(st.booleans())
    texts = draw(st.sampled_from([("Benar", "Salah"), ("Ia anak", "Ia dewasa")]))
    return {
        "options": [
            {"key": "benar", "text": texts[0], "correct": right, "rationale": draw(line)},
            {"key": "salah", "text": texts[1], "correct": not right, "rationale": draw(line)},
        ]
    }


@st.composite
def _matching(draw: Any) -> dict[str, Any]:
    options, count = draw(_options(2, 5)), draw(st.integers(2, 4))
    matches = draw(st.permutations(range(len(options))))
    pairs = [
        {"key": key, "text": text, "match": options[matches[at % len(options)]]["key"],
         "rationale": draw(line)}
        for at, (key, text) in enumerate(zip(draw(_keys(count)), draw(_unlike(count)), strict=True))
    ]  # fmt: skip
    return {"options": options, "matching": {"pairs": pairs}}


@st.composite
def written(draw: Any) -> dict[str, Any]:
    forms = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    accept = [{"answer": form, **_share(draw), "rationale": draw(line)} for form in forms]
    more = draw(st.sampled_from([{}, {"case": True}, {"spacing": True}]))
    return {"accept": accept, "otherwise": draw(line), **more}


@st.composite
def numbers(draw: Any) -> dict[str, Any]:
    near = draw(st.sampled_from([{}, {"tolerance": 2}, {"tolerance": "0,5"}]))
    accept = [
        {"value": value, **near, **_share(draw), "rationale": draw(line)}
        for value in draw(st.lists(_number, min_size=1, max_size=3, unique=True))
    ]
    return {
        "accept": accept,
        "otherwise": draw(line),
        **draw(st.sampled_from([{}, {"unit": "kg"}])),
    }


def _share(draw: Any) -> dict[str, Any]:
    points = draw(_points)
    return {} if points is None else {"points": points}


@st.composite
def _gap(draw: Any, key: str) -> dict[str, Any]:
    gap: dict[str, Any] = {"key": key, "label": draw(words)}
    way = draw(st.sampled_from(["options", "short-text", "numeric"]))
    if way == "options":
        gap["options"] = _right(draw(_options(2, 4)), {1})
    else:
        gap[way] = draw(written() if way == "short-text" else numbers())
    return gap


@st.composite
def _cloze(draw: Any) -> dict[str, Any]:
    keys = draw(_keys(draw(st.integers(1, 3))))
    around = st.lists(_plain_word, min_size=1, max_size=3).map(" ".join)
    text = draw(around)
    for key in keys:
        text = f"{text} {{{{{key}}}}} {draw(around)}"
    return {"cloze": {"text": text, "gaps": [draw(_gap(key)) for key in keys]}}


@st.composite
def _hotspot(draw: Any) -> dict[str, Any]:
    options = draw(_options(2, 4))
    regions = [
        {"option": each["key"], "box": [10 + 90 * at, 20, 80, 60]}
        for at, each in enumerate(options)
    ]
    picture = {"picture": "figures/denah.svg", "alt": draw(words), "regions": regions}
    return {"options": _right(options, {0}), "hotspot": picture}


@st.composite
def _free_text(draw: Any) -> dict[str, Any]:
    criteria = [
        {"key": key, "text": draw(words), "levels": [{"points": 0, "text": draw(words)},
                                                     {"points": 2, "text": draw(words)}]}
        for key in draw(_keys(draw(st.integers(1, 2))))
    ]  # fmt: skip
    limits = draw(st.sampled_from([{}, {"least_words": 20, "most_words": 80}]))
    return {"free-text": {"criteria": criteria, "example": draw(prompt), **limits}}


PARTS = {
    "single": _single(), "multiple": _multiple(), "true-false": _true_false(),
    "matching": _matching(), "ordering": _options(3, 6).map(lambda found: {"options": found}),
    "short-text": written().map(lambda part: {"short-text": part}),
    "numeric": numbers().map(lambda part: {"numeric": part}), "cloze": _cloze(),
    "hotspot": _hotspot(), "free-text": _free_text(),
    **{kind: _options(4, 5, "expert").map(lambda found: {"options": found})
       for kind in ("sjt-rating", "sjt-best-worst", "sjt-rank")},
}  # fmt: skip


@st.composite
def question(draw: Any, kind: str = "") -> dict[str, Any]:
    """A whole question of a kind, or of any."""
    kind = kind or draw(st.sampled_from(KINDS))
    judged = kind.startswith("sjt")
    placed = {"situation": "M0-X1", "sector": "adminduk"} if judged else {
        "objective": draw(_key), "variant": draw(_key)}  # fmt: skip
    return {
        "key": f"m0-{draw(_key)}", "kind": kind, **placed, "indicator": draw(_key),
        "difficulty": draw(st.sampled_from(["mudah", "sedang", "sulit"])),
        "references": draw(st.lists(_key, max_size=2, unique=True)), "prompt": draw(prompt),
        **draw(PARTS[kind]),
    }  # fmt: skip

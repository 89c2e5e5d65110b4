"""What other formats have no place for travels as tags; questions go in their nearest form."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from training.content.rules.exchange.frame import Given, Question, Tally
from training.content.rules.exchange.sentences import Lost

SIGN = "resap-"
FIELDS = (
    *("indicator", "objective", "variant", "difficulty", "situation", "sector", "dimension"),
    *("stage", "credit"),
)
UNTOLD = ("module", "questions", "scenarios")
PARTS = (
    *("key", "kind", "prompt", "references", "options", "matching", "short-text", "numeric"),
    *("cloze", "hotspot", "free-text"),
)
JUDGED = frozenset({"sjt-rating", "sjt-best-worst", "sjt-rank"})
TRUE_FALSE = (("benar", "Benar"), ("salah", "Salah"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SAFE = re.compile(r"[\w .,()–/-]{1,80}")


@dataclass(slots=True)
class Carried:
    """A question in a form that a format has, and the tags that bring back what it was."""

    question: Question
    tags: list[str]


def carried(
    question: Question, able: frozenset[str], tally: Tally, *, keyed: bool = False
) -> Carried | None:
    """The question as a format with these kinds can hold it; None when nothing comes near.

    A `keyed` format has keys of its own for options, pairs and gaps: they need no tags.
    """
    tally.where = str(question["key"])
    kind = question["kind"]
    made = Carried(dict(question), [f"{SIGN}kind:{kind}"])
    if kind in JUDGED:
        _judged(made, tally)
    elif kind not in able or (kind == "true-false" and not _is_plain_true_false(question)):
        change = NEAREST.get(kind)
        if change is None:
            tally.lose("kind", Lost.KIND_NONE, kind=kind)
            return None
        change(made, tally)
    unknown_losses(question, tally)
    _fields(made, question, tally)
    if not keyed:
        _keys(made, question)
    return made


def frame_losses(given: Given, tally: Tally, *, kept: tuple[str, ...] = ()) -> None:
    """What belongs to the quiz as a whole and is not kept, and its stories."""
    tally.where = "kuis"
    for name in given.data:
        if name not in (*UNTOLD, *kept):
            tally.lose(str(name), Lost.FRAME)
    for story in given.data.get("scenarios", ()):
        tally.where = str(story.get("key", "scenarios"))
        tally.lose("kind", Lost.KIND_NONE, kind="scenario")


def unknown_losses(question: Question, tally: Tally) -> None:
    """Fields of a question that no writer knows."""
    for name in question:
        if name not in (*FIELDS, *PARTS):
            tally.lose(str(name), Lost.DROPPED)


def _fields(made: Carried, question: Question, tally: Tally) -> None:
    for name in FIELDS:
        if name not in question:
            continue
        value = str(question[name])
        kept = tally.keeps_tags and _SAFE.fullmatch(value) is not None
        if name != "credit":
            tally.lose(name, Lost.KEPT if kept else Lost.DROPPED)
        elif kept:
            tally.lose(name, Lost.CREDIT, credit=value)
        if kept:
            made.tags.append(f"{SIGN}{name}:{value}")
    if question.get("references"):
        tally.lose("references", Lost.KEPT if tally.keeps_tags else Lost.DROPPED)
    made.tags += [f"{SIGN}reference:{key}" for key in question.get("references", ())]


def _is_plain_true_false(question: Question) -> bool:
    found = tuple((each["key"], each["text"]) for each in question["options"])
    return found == TRUE_FALSE


def _nearest(made: Carried, tally: Tally, kind: str) -> None:
    more = {"kind": made.question["kind"], "nearest": kind}
    tally.lose("kind", Lost.KIND_NEAREST, **more)
    made.question["kind"] = kind


def _judged(made: Carried, tally: Tally) -> None:
    """A situation becomes a choice of the best response; every expert's mean is a tag."""
    _nearest(made, tally, "single")
    tally.lose("expert", Lost.EXPERT_KEPT if tally.keeps_tags else Lost.EXPERT)
    options = made.question["options"]
    best = max(each["expert"] for each in options)
    first = next(each for each in options if each["expert"] == best)
    made.tags += [f"{SIGN}expert:{each['key']}={each['expert']}" for each in options]
    bare = ({k: v for k, v in each.items() if k != "expert"} for each in options)
    made.question["options"] = [
        {**each, "correct": other is first} for each, other in zip(bare, options, strict=True)
    ]


def _as_choice(made: Carried, tally: Tally) -> None:
    _nearest(made, tally, "single")


def _as_picture_list(made: Carried, tally: Tally) -> None:
    """The list beside the picture is worth the same marks; picture and regions are lost."""
    name = made.question["hotspot"]["picture"]
    _nearest(made, tally, "single")
    tally.lose("hotspot", Lost.PICTURE, name=name)
    del made.question["hotspot"]


def _as_places(made: Carried, tally: Tally) -> None:
    """An order becomes pairs of a thing and its place."""
    _nearest(made, tally, "matching")
    tally.lose("rationale", Lost.RATIONALE)
    things = made.question["options"]
    made.question["options"] = [
        {"key": str(place), "text": str(place)} for place, _ in enumerate(things, 1)
    ]
    pairs = [
        {"key": each["key"], "text": each["text"], "match": str(place)}
        for place, each in enumerate(things, 1)
    ]
    made.question["matching"] = {"pairs": pairs}


NEAREST: dict[str, Callable[[Carried, Tally], None]] = {
    "true-false": _as_choice,
    "hotspot": _as_picture_list,
    "ordering": _as_places,
}


def _keys(made: Carried, question: Question) -> None:
    """Keys that are not simply a, b, c (or benar, salah) in order."""
    if "cloze" in question:
        gaps = question["cloze"]["gaps"]
        _named(made, "gaps", [each["key"] for each in gaps])
        for number, gap in enumerate(gaps):
            _named(made, f"keys-{number}", [each["key"] for each in gap.get("options", ())])
    keys = [each["key"] for each in question.get("options", ())]
    used = dict.fromkeys(each["match"] for each in _pairs(question))
    listed = [*used, *(key for key in keys if key not in used)]
    _named(made, "keys", listed)
    if listed != keys:
        made.tags.append(f"{SIGN}order:{','.join(keys)}")
    _named(made, "pairs", [each["key"] for each in _pairs(question)])


def _named(made: Carried, name: str, keys: list[str]) -> None:
    if keys and keys != list(LETTERS[: len(keys)]):
        made.tags.append(f"{SIGN}{name}:{','.join(keys)}")


def _pairs(question: Question) -> list[dict[str, Any]]:
    return question.get("matching", {}).get("pairs", [])


def restored(question: Question, tags: Iterable[str], tally: Tally) -> Question:
    """A question that was read, with what its tags bring back; other tags are told of."""
    found: dict[str, list[str]] = {}
    for tag in tags:
        name, colon, value = tag.removeprefix(SIGN).partition(":")
        if tag.startswith(SIGN) and colon:
            found.setdefault(name, []).append(value.strip())
        else:
            tally.lose("tag", Lost.FOREIGN, found=tag)
    made = dict(question)
    made.update({name: found[name][0] for name in FIELDS if name in found})
    if found:
        made["references"] = found.get("reference", [])
        # The tags say everything of a question of ours, also that its credit is the usual one.
        if "credit" not in found:
            made.pop("credit", None)
    _kind_back(made, found)
    _keys_back(made, found)
    return made


def _kind_back(made: Question, found: dict[str, list[str]]) -> None:
    kind = found.get("kind", [""])[0]
    if kind in JUDGED and made["kind"] == "single":
        _judged_back(made, kind, found)
    elif kind == "ordering" and made["kind"] == "matching":
        places = {each["key"]: at for at, each in enumerate(made["options"])}
        pairs = sorted(_pairs(made), key=lambda each: places.get(each["match"], 0))
        made["kind"], made["options"] = kind, [{"key": p["key"], "text": p["text"]} for p in pairs]
        _reletter(made["options"])
        del made["matching"]
        found.pop("pairs", None)
    elif kind == "true-false" and made["kind"] == "single" and len(made["options"]) == 2:
        made["kind"] = kind


def _judged_back(made: Question, kind: str, found: dict[str, list[str]]) -> None:
    parts = (each.partition("=") for each in found.get("expert", ()))
    marks = {key: mark for key, _sign, mark in parts}
    own = ",".join(each["key"] for each in made["options"])
    keys = found.get("keys", [own])[0].split(",")
    if sorted(marks) != sorted(keys) or len(keys) != len(made["options"]):
        return
    if not all(re.fullmatch(r"[1-4](?:\.\d{1,9})?", each) for each in marks.values()):
        return
    made["kind"] = kind
    made["options"] = [
        {**{k: v for k, v in each.items() if k != "correct"}, "expert": float(marks[key])}
        for each, key in zip(made["options"], keys, strict=True)
    ]


def _reletter(things: list[dict[str, Any]]) -> None:
    for letter, each in zip(LETTERS, things, strict=False):
        each["key"] = letter


def _keys_back(made: Question, found: dict[str, list[str]]) -> None:
    changed = _rename(made.get("options", ()), found.get("keys"))
    for pair in _pairs(made):
        pair["match"] = changed.get(pair["match"], pair["match"])
    _rename(_pairs(made), found.get("pairs"))
    order = found.get("order", [""])[0].split(",")
    if sorted(order) == sorted(each["key"] for each in made.get("options", ())):
        made["options"].sort(key=lambda each: order.index(each["key"]))
    if "cloze" in made:
        gaps = made["cloze"]["gaps"]
        for number, gap in enumerate(gaps):
            _rename(gap.get("options", ()), found.get(f"keys-{number}"))
        for old, new in _rename(gaps, found.get("gaps")).items():
            text = made["cloze"]["text"]
            made["cloze"]["text"] = text.replace("{{" + old + "}}", "{{\0" + new + "}}")
        made["cloze"]["text"] = made["cloze"]["text"].replace("\0", "")


def _rename(things: Any, wanted: list[str] | None) -> dict[str, str]:
    """Give things the keys that a tag names, in order; which key became which."""
    keys = wanted[0].split(",") if wanted else []
    if len(keys) != len(things) or len(set(keys)) != len(keys):
        return {}
    changed = {each["key"]: key for each, key in zip(things, keys, strict=True)}
    for each, key in zip(things, keys, strict=True):
        each["key"] = key
    return changed

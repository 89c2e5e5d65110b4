"""A rubric as paragraphs that a grader of another system can read, and back again."""

import re
from typing import Any

_CRITERION = re.compile(r"\[([a-z0-9][a-z0-9-]{0,59})\] (.+)", re.DOTALL)
_LEVEL = re.compile(r"(\d{1,2}) poin: (.+)", re.DOTALL)
_EXAMPLE = "Contoh jawaban: "
Part = dict[str, Any]


def told(part: Part) -> str:
    """The criteria, their levels and the example, each in a paragraph."""
    lines = []
    for criterion in part.get("criteria", ()):
        lines.append(f"[{criterion['key']}] {criterion['text']}")
        lines += [f"{level['points']} poin: {level['text']}" for level in criterion["levels"]]
    if part.get("example"):
        lines.append(f"{_EXAMPLE}{part['example']}")
    return "\n\n".join(lines)


def understood(text: str) -> Part | None:
    """The rubric that was told; None for words of somebody else."""
    if not text.strip():
        return {}
    before, mark, example = text.partition(_EXAMPLE)
    criteria: list[Part] = []
    for paragraph in filter(None, before.strip().split("\n\n")):
        head, level = _CRITERION.fullmatch(paragraph), _LEVEL.fullmatch(paragraph)
        if head:
            criteria.append({"key": head[1], "text": head[2], "levels": []})
        elif level and criteria:
            criteria[-1]["levels"].append({"points": int(level[1]), "text": level[2]})
        else:
            return None
    part: Part = {"criteria": criteria} if criteria else {}
    return {**part, "example": example} if mark else part

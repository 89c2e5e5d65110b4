"""Edits of the guide's examples of kinds of question, for the codes that only those kinds know."""

from tests.content.guide import HERE, example
from training.content.rules.codes import ProblemCode as C

Slip = tuple[str, dict[str, str]]
LAST = "scenarios:\n  - key"


def added(kind: str, edits: dict[str, str]) -> Slip:
    """The guide's example of a kind, edited, as the last question of the guide's quiz."""
    text = example(kind)
    for old, new in edits.items():
        assert old in text, f"{old!r} is not in the {kind} of the guide"
        text = text.replace(old, new, 1)
    return "quiz", {LAST: f"{text}{LAST}"}


BOX = "[345, 110, 110, 100]"
ALT = "Kepala petugas di kiri, kepala anak di kanan, dan keterangan di bawahnya."
SITUATION_SLIPS: dict[C, list[Slip]] = {
    C.MISSING_IMAGE: [added("hotspot", {"figures/m0": f"{HERE}figures/m9"})],
    C.REMOTE_IMAGE: [
        added("hotspot", {"figures/m0-sapa.svg": f'{HERE}"https://contoh.id/a.svg"'}),
        added("hotspot", {"figures/m0-sapa.svg": f"{HERE}figures/../indicators.yaml"}),
    ],
    C.SHORT_ALT: [added("hotspot", {ALT: f"{HERE}Sapa."})],
    C.BAD_VALUE: [added("hotspot", {f"alt: {ALT}": f'{HERE}alt: ""'})],
    C.MISSING_KEY: [
        added("hotspot", {"    hotspot:": f"    {HERE}hotspot:", f"      alt: {ALT}\n": ""})
    ],
    C.MISSING_FIELD: [
        added("sjt-rank", {"- key: m0-sjt": f"- {HERE}key: m0-sjt", "    situation: M0-X3\n": ""})
    ],
    C.UNKNOWN_OPTION: [added("hotspot", {"option: c": f"option: {HERE}z"})],
    C.KEY_TWICE: [added("hotspot", {"option: c": f"option: {HERE}a"})],
    C.OPTION_WITHOUT_REGION: [
        added(
            "hotspot",
            {
                "        - {option: c, box: [220, 250, 200, 80]}\n": "",
                "- key: c": f"- key: {HERE}c",
            },
        )
    ],
    C.REGION_OUTSIDE: [
        added("hotspot", {BOX: f"{HERE}[600, 110, 110, 100]"}),
        added("hotspot", {BOX: f"{HERE}[-1, 110, 110, 100]"}),
        added("hotspot", {"[220, 250, 200, 80]": f"{HERE}[220, 300, 200, 60.5]"}),
    ],
    C.REGION_TOO_SMALL: [
        added("hotspot", {BOX: f"{HERE}[345, 110, 54, 100]"}),
        added("hotspot", {BOX: f"{HERE}[345, 110, 100, -80]"}),
    ],
    C.REGIONS_OVERLAP: [added("hotspot", {BOX: f"{HERE}[299, 110, 110, 100]"})],
    C.NO_RIGHT_ANSWER: [
        added("hotspot", {"- key: m0": f"- {HERE}key: m0", "correct: true": "correct: false"})
    ],
    C.RIGHT_COUNT: [
        added(
            "multiple",
            {
                "- key: m0": f"- {HERE}key: m0",
                "false\n        rationale: Suara": "true\n        rationale: Suara",
            },
        )
    ],
    C.WRONG_FIELD: [
        added("hotspot", {"kind: hotspot\n": f"kind: hotspot\n    credit: {HERE}sebagian\n"}),
        added("sjt-rank", {"expert: 2.2": f"expert: 2.2\n        correct: {HERE}true"}),
    ],
    C.EXPERT_SPREAD: [
        added("sjt-best-worst", {"- key: m0": f"- {HERE}key: m0", "expert: 3.8": "expert: 3.3"})
    ],
    C.EXPERT_TIE: [
        added("sjt-best-worst", {"- key: m0": f"- {HERE}key: m0", "expert: 2.8": "expert: 3.8"}),
        added("sjt-rank", {"- key: m0": f"- {HERE}key: m0", "expert: 3.0": "expert: 2.2"}),
    ],
}

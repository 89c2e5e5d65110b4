"""Edits of the guide's scenario for every code: how a story breaks, and where it is reported."""

from tests.content.slips import SLIPS, Slip, asked, both
from training.content.rules.codes import ProblemCode as C

STORY_SLIPS: dict[C, list[Slip]] = {
    C.SCENARIO_MISPLACED: [asked("kind: sjt-rating", "kind: @@scenario")],
    C.UNKNOWN_NODE: [asked("to: menangis", "to: @@tidur")],
    C.NODE_NOT_REACHED: [
        both(asked("to: selesai", "to: didengar"), asked("- key: selesai", "- key: @@selesai"))
    ],
    C.ENDING_WITHOUT_PRINCIPLE: [
        asked(
            "- key: selesai\n        text: Berkasnya selesai. Rani tidak menoleh lagi.\n"
            "        principle: Layanan yang selesai belum tentu layanan yang mendengar anak.\n",
            "- @@key: selesai\n        text: Berkasnya selesai. Rani tidak menoleh lagi.\n",
        )
    ],
    C.PRINCIPLE_TOO_EARLY: [
        asked("        text: Rani menutup mata.", "        principle: @@Sabar.\n        text: Rani")
    ],
    C.STORY_LOOP: [
        asked("to: kaget", "to: @@foto"),
        both(asked("to: pulang\n            worth: 0\n", "to: @@awal\n            worth: 0\n")),
        # The way back is open only to those who were greeted.
        both(
            asked("to: pulang\n            worth: 0.3", "to: awal\n            worth: 0.3"),
            asked("worth: 0.3", "worth: 0.3\n            needs: [disapa]"),
            asked(
                "to: menangis\n            worth: 0\n",
                "to: @@menangis\n            worth: 0\n            gives: [disapa]\n",
            ),
        ),
    ],
    C.NEEDS_NEVER_GIVEN: [asked("needs: [disapa]", "needs: @@[dikenal]")],
    C.CHOICES_ALIKE: [
        asked(
            "text: Meminta ayahnya membujuk Rani supaya cepat.",
            "text: @@Berjongkok, menyapa Rani, dan bertanya siapa namanya!",
        )
    ],
    C.TOO_FEW_CHOICES: [
        both(
            asked("- key: kaget\n        text", "- @@key: kaget\n        text"),
            asked(
                "to: didengar\n            worth: 1\n            consequence: Rani menarik",
                "to: didengar\n            needs: [disapa]\n            worth: 1\n"
                "            consequence: Rani menarik",
            ),
        )
    ],
    C.NOTHING_TO_EARN: [
        both(
            asked("- key: kaget\n        text", "- @@key: kaget\n        text"),
            asked(
                "worth: 1\n            consequence: Rani menarik",
                "worth: 0\n            consequence: Rani menarik",
            ),
        )
    ],
    C.BEST_WAY_EARNS_LESS: [
        both(
            asked("- key: hasil\n        text", "- @@key: hasil\n        text"),
            asked(
                "worth: 1\n            consequence: Rani tersenyum",
                "worth: 0.9\n            consequence: Rani tersenyum",
            ),
        )
    ],
}
ALL_SLIPS = SLIPS | STORY_SLIPS

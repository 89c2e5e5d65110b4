"""The sentences that authors of instruments read, beside those of all other files."""

from training.content.rules.codes import ProblemCode as C

INSTRUMENTS: dict[C, str] = {
    C.INSTRUMENT_WRONG_KEY: "Kunci instrumen ini “{key}”, padahal nama berkasnya “{name}”.",
    C.INSTRUMENT_ITEMS: "Instrumen ini memuat {count} laku; harus tepat {limit}.",
    C.INSTRUMENT_ANCHORS_ALIKE: (
        "Penjelasan ini sama dengan {first} pada laku “{key}”. Tulis apa yang membedakannya."
    ),
}

"""Edits of the guide's files for every code: what breaks, and where the problem is reported."""

from training.content.rules.codes import ProblemCode as C

# Where text is put into the module: after this line of its first lesson, in a paragraph of its own.
SPOT = "Ia bersembunyi di balik tas.\n"


Slip = tuple[str, dict[str, str]]


def body(text: str) -> Slip:
    """A paragraph or more, put into the first lesson."""
    return "module", {SPOT: f"{SPOT}\n{text}\n"}


def said(text: str) -> Slip:
    """Words put into the first paragraph of the first lesson."""
    words = "bersembunyi di balik tas."
    return "module", {words: f"{words} {text}"}


def front(old: str, new: str) -> Slip:
    return "module", {old: new}


def asked(old: str, new: str) -> Slip:
    return "quiz", {old: new}


def both(first: Slip, *others: Slip) -> Slip:
    """Several edits of one file, made one after the other."""
    edits = dict(first[1])
    for other in others:
        edits |= other[1]
    return first[0], edits


QUESTION_A = asked("- key: m0-usia-anak-a", "- @@key: m0-usia-anak-a")
AS_MULTIPLE = asked(
    "kind: true-false\n    objective: usia-anak\n    variant: a",
    "kind: multiple\n    objective: usia-anak\n    variant: a",
)
FIRST_WORDS = front("## Satu pagi", "## @@Satu pagi")


LONG = " ".join(["kata"] * 31)
SLIPS: dict[C, list[Slip]] = {
    C.CONTROL_CHARACTER: [said("ada @@\x07 di sini"), asked("Usia Sari", "Usia@@\u202e Sari")],
    C.FILE_TOO_LARGE: [both(body("x " * 100_001), front("---\ncode", "@@---\ncode"))],
    C.LINE_TOO_LONG: [body("@@" + "x " * 2_501)],
    C.PARAGRAPH_TOO_LONG: [body("@@" + ("kata lain\n" * 501))],
    C.TABLE_TOO_LARGE: [body("@@| a | b |\n| - | - |\n" + "| c | d |\n" * 700)],
    C.TOO_DEEP: [
        body(
            "/// catatan | a\n/// catatan | b\n/// catatan | c\n/// @@catatan | d\nx\n"
            + "///\n" * 4
        ),
        body("- a\n  - b\n    - c\n      @@- d"),
        asked("module: m0-menyapa", "module: [[[[[[[[[@@[]]]]]]]]]]"),
    ],
    C.TOO_MANY_MARKS: [body("@@" + "*a* " * 101)],
    C.TOO_MANY_PIECES: [body("a\n\n" * 1_600)],
    C.TOO_MANY_PROBLEMS: [body("resiko " * 320)],
    C.YAML_UNREADABLE: [front("bct: [", "bct: @@]["), asked("draw:", "draw: @@}")],
    C.YAML_TAB: [asked("  per_objective", "@@\tper_objective")],
    C.YAML_COLON: [front("title: Menyapa anak", "title: Menyapa@@: anak")],
    C.YAML_ALIAS: [
        front("title: Menyapa anak", "title: @@&a Menyapa"),
        asked("Usia Sari belum", "@@*Usia"),
    ],
    C.YAML_TAG: [
        front("minutes: 5", "minutes: @@!!int 5"),
        asked("module:", "@@%YAML 1.1\n---\nmodule:"),
    ],
    C.YAML_MANY_DOCUMENTS: [asked("panel:", "@@---\npanel:")],
    C.FRONT_MATTER_MISSING: [front("---\ncode: M0", "@@code: M0")],
    C.DUPLICATE_KEY: [front("minutes: 5", "minutes: 5\n@@minutes: 6")],
    C.UNKNOWN_KEY: [
        front("minutes: 5", "minutes: 5\n@@minuts: 6"),
        asked("variant: a", "variant: a\n    @@varian: a"),
    ],
    C.MISSING_KEY: [
        both(front("practice_plan", "@@practice_plan"), front("  if: ada", "  iff: ada")),
    ],
    C.BAD_VALUE: [
        front("minutes: 5", "@@minutes: lima"),
        front('bct: ["4.1"]', "bct: [@@4.1]"),
        front('valid_until: "2027-11-30"', '@@valid_until: "30-11-2027"'),
        front('valid_until: "2027-11-30"', 'valid_until: @@"2027-02-30"'),
        asked("pass_mark: 0.75", "@@pass_mark: 075"),
    ],
    C.KEY_TWICE: [
        asked("  - key: m0-usia-anak-b", "  - key: @@m0-usia-anak-a"),
        asked("      - key: salah", "      - key: @@benar"),
    ],
    C.TEXT_BEFORE_LESSON: [front("## Satu pagi", "@@Pembuka.\n\n## Satu pagi")],
    C.LESSON_WITHOUT_ID: [front("## Satu pagi di loket {#satu-pagi}", "@@## Satu pagi di loket")],
    C.LESSON_COUNT: [both(front("## Rencana", "### Rencana"), front("## Lembar", "## @@Lembar"))],
    C.LESSON_EMPTY: [front("## Rencana Anda", "## @@Kosong {#kosong}\n\n## Rencana Anda")],
    C.DUPLICATE_ID: [front("## Rencana Anda {#rencana}", "## @@Rencana Anda {#lembar}")],
    C.HEADING_LEVEL: [body("@@# Judul"), body("@@#### Judul")],
    C.UNKNOWN_BLOCK: [body("/// @@awas | Judul\nisi\n///")],
    C.UNCLOSED_BLOCK: [body("/// catatan | @@Judul\nisi")],
    C.STRAY_BLOCK_END: [body("@@///")],
    C.BLOCK_WITHOUT_TITLE: [body("/// @@catatan\nisi\n///"), body("/// @@rincian |\nisi\n///")],
    C.BLOCK_EMPTY: [body("/// catatan | @@Judul\n///")],
    C.BAD_DIALOG: [body("/// dialog | Baik\n@@Tanpa penutur.\n///")],
    C.BAD_CHECK: [body("/// periksa | Apa?\n@@Bukan pilihan.\n- [x] a — b.\n- [ ] c — d.\n///")],
    C.CHECK_RIGHT_COUNT: [body("/// @@periksa | Apa?\n- [ ] a — b.\n- [ ] c — d.\n///")],
    C.CHECK_WITHOUT_FEEDBACK: [body("/// periksa | Apa?\n- [x] @@a.\n- [ ] c — d.\n///")],
    C.TABLE_WITHOUT_HEAD: [body("@@| a | b |\n| c | d |"), body("@@| a | b |\n|---|---|\n| c |")],
    C.RAW_HTML: [
        said("@@<b>tebal</b>"),
        said("@@&nbsp;"),
        asked("Usia Sari", "@@<i>Usia</i> Sari"),
    ],
    C.UNSUPPORTED_MARKDOWN: [body("@@> kutipan"), said("[teks@@][kunci]"), body("@@---")],
    C.UNSAFE_LINK: [said("@@[teks](javascript:alert(1))"), said("@@[teks](http://contoh.id)")],
    C.BROKEN_LINK: [said("@@[teks](#tidak-ada)")],
    C.REMOTE_IMAGE: [body("![@@Gambar yang ada di tempat lain.](https://contoh.id/a.svg)")],
    C.MISSING_IMAGE: [body("![@@Gambar yang tidak ada di folder.](figures/tidak.svg)")],
    C.IMAGE_IN_TEXT: [said("@@![Gambar di tengah sebuah kalimat.](figures/m0-sapa.svg)")],
    C.MISSING_ALT: [
        front("![Petugas berjongkok di depan anak sehingga mata keduanya sama tinggi.]", "![@@]")
    ],
    C.SHORT_ALT: [
        front(
            "![Petugas berjongkok di depan anak sehingga mata keduanya sama tinggi.]", "![@@Sapa]"
        )
    ],
    C.UNKNOWN_REFERENCE: [said("@@[@uu-lain]"), asked("references: [uu35", "references: [@@uu36")],
    C.UNUSED_REFERENCE: [
        front(
            "contacts:",
            "  - {key: @@uu1, law: UU 1, article: Pasal 1, says: Isi., certainty: V,"
            ' checked_on: "2026-11-01", checked_by: Tim}\ncontacts:',
        )
    ],
    C.UNKNOWN_CONTACT: [said("@@[[kontak:polisi]]")],
    C.CONTACT_WRITTEN: [said("Hubungi @@0812-3456-7890."), said("Kirim ke @@sapa@contoh.id.")],
    C.EMOJI: [said("Halo @@😀")],
    C.FACT_WITHOUT_SOURCE: [
        body("Menurut @@UU 25/2009 begitu."),
        body("- Laporan dibuat dalam @@3×24 jam."),
        body("| a | b |\n| --- | --- |\n| Menurut | @@Pasal 7 begitu |"),
        body("Ia @@dipidana."),
    ],
    C.QUESTION_WITHOUT_SOURCE: [
        both(
            asked("[uu35-2014-1]\n    prompt: Dimas", "[]\n    prompt: Menurut UU 35/2014, Dimas"),
            asked("- key: m0-usia-anak-b", "- @@key: m0-usia-anak-b"),
        )
    ],
    C.STATISTIC_WITHOUT_SOURCE: [body("Sebanyak @@145 aduan masuk.")],
    C.SOURCE_TO_CHECK: [
        both(front("certainty: V", "certainty: R"), front("key: uu35", "key: @@uu35"))
    ],
    C.MODULE_EXPIRED: [front('valid_until: "2027-11-30"', 'valid_until: @@"2026-11-22"')],
    C.MODULE_EXPIRES_SOON: [front('valid_until: "2027-11-30"', 'valid_until: @@"2027-01-22"')],
    C.REFERENCE_EXPIRED: [front('checked_on: "2026-11-23"', 'checked_on: @@"2025-11-22"')],
    C.REFERENCE_EXPIRES_SOON: [front('checked_on: "2026-11-23"', 'checked_on: @@"2026-01-01"')],
    C.DATE_IN_FUTURE: [front('checked_on: "2026-11-23"', 'checked_on: @@"2026-11-24"')],
    C.LONG_SENTENCE: [said(f"Pendek. @@{LONG}."), asked("Usia Sari", f"@@{LONG} Usia Sari")],
    C.LONG_AVERAGE: [both(body(f"{' '.join(['kata'] * 25)}. " * 20), FIRST_WORDS)],
    C.HARD_TO_READ: [
        both(body("Penyelenggaraan keterpaduan mengejawantahkan kesinambungan. " * 40), FIRST_WORDS)
    ],
    C.SPELLING: [
        said("Ada @@resiko besar."),
        said("Kata ini @@di tulis rapi."),
        said("Anak @@diluar ruang."),
        front("title: Menyapa anak", "title: @@Praktek menyapa anak"),
        said("Rapat @@antar pegawai."),
        asked("Usia Sari", "@@Silahkan. Usia Sari"),
    ],
    C.LOWERCASE_ANDA: [said("Saya dan @@anda.")],
    C.TIME_FORMAT: [said("Pukul @@23:59 WITA.")],
    C.DATE_FORMAT: [said("Sejak @@2025-06-12 begitu.")],
    C.NUMBER_FORMAT: [said("Biaya @@Rp1,500 saja."), said("Panjang @@3.5 km.")],
    C.RANGE_HYPHEN: [said("Anak @@6-11 tahun.")],
    C.EM_DASH: [said("Ia datang @@— lalu pergi.")],
    C.DOUBLED_WORD: [said("Anak @@yang yang datang.")],
    C.NO_RIGHT_ANSWER: [both(QUESTION_A, asked("correct: true", "correct: false"))],
    C.OPTION_WITHOUT_RATIONALE: [
        both(
            asked("        rationale: Yang menentukan adalah usia, yaitu belum 18 tahun.\n", ""),
            asked("- key: benar", "- @@key: benar"),
        )
    ],
    C.TRUE_FALSE_OPTIONS: [
        both(
            asked("- key: salah", "- key: keliru"),
            asked("      - key: benar", "      @@- key: benar"),
        )
    ],
    C.WRONG_FIELD: [asked("        correct: true", "        expert: @@3.0\n        correct: true")],
    C.MISSING_FIELD: [both(QUESTION_A, asked("    variant: a\n", ""))],
    C.EXPERT_SPREAD: [
        both(asked("expert: 3.8", "expert: 3.3"), asked("- key: m0-sjt", "- @@key: m0-sjt"))
    ],
    C.EXPERT_ORDER: [
        both(
            asked("expert: 2.1", "expert: 3.9"),
            asked("expert: 2.9", "expert: 1.2"),
            asked("expert: 1.1", "expert: 2.0"),
            asked("- key: m0-sjt", "- @@key: m0-sjt"),
        )
    ],
    C.UNKNOWN_OBJECTIVE: [asked("objective: usia-anak", "objective: @@usia")],
    C.UNKNOWN_INDICATOR: [
        front("indicators: [menyapa-anak]", "indicators: [@@menyapa]"),
        asked("    indicator: menyapa-anak\nquestions", "    indicator: @@menyapa\nquestions"),
    ],
    C.WRONG_MODULE: [asked("module: m0-menyapa", "module: @@m1-menyapa")],
    C.KEY_PREFIX: [asked("key: m0-usia-anak-a", "key: @@m1-usia-anak-a")],
    C.DUPLICATE_VARIANT: [asked("variant: b", "variant: @@a")],
    C.FEW_VARIANTS: [
        both(
            asked("usia-anak\n    variant: d", "lain\n    variant: d"),
            asked("- key: usia-anak", "- @@key: usia-anak"),
        )
    ],
    C.DRAW_TOO_LARGE: [asked("situations: 1", "situations: @@2")],
    C.ALL_OF_THE_ABOVE: [asked("text: Benar", "text: @@Semua benar")],
    C.RIGHT_COUNT: [both(QUESTION_A, AS_MULTIPLE)],
    C.OPTION_COUNT: [both(AS_MULTIPLE, asked("      - key: benar", "      @@- key: benar"))],
    C.MULTIPLE_PROMPT: [both(AS_MULTIPLE, asked("prompt: Laras", "prompt: @@Laras"))],
    C.MIXED_KINDS: [both(AS_MULTIPLE, asked("anak-b\n    kind: true", "anak-b\n    kind: @@true"))],
    C.UNUSED_INDICATOR: [
        (
            "indicators",
            {
                "indicators:\n": "indicators:\n  - {key: @@lain, sentence: Lain., dimension: speak,"
                " stage: service, sectors: [semua], principle: lain}\n"
            },
        )
    ],
}

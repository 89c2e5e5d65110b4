"""What can be wrong with content: one code for every kind of problem, in the words of authors."""

from enum import StrEnum


class Severity(StrEnum):
    """An error stops a release; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class ProblemCode(StrEnum):
    """The kinds of problem, grouped by where they are found."""

    # Reading the file
    UNREADABLE_BYTES = "bukan-utf8"
    CONTROL_CHARACTER = "karakter-terlarang"
    FILE_TOO_LARGE = "berkas-terlalu-besar"
    LINE_TOO_LONG = "baris-terlalu-panjang"
    PARAGRAPH_TOO_LONG = "paragraf-terlalu-panjang"
    TABLE_TOO_LARGE = "tabel-terlalu-besar"
    TOO_DEEP = "terlalu-dalam"
    TOO_MANY_MARKS = "terlalu-banyak-tanda"
    TOO_MANY_PIECES = "terlalu-banyak-bagian"
    TOO_MANY_PROBLEMS = "terlalu-banyak-masalah"
    BAD_FILE_NAME = "nama-berkas-salah"

    # YAML
    YAML_UNREADABLE = "yaml-tak-terbaca"
    YAML_TAB = "yaml-tab"
    YAML_COLON = "yaml-titik-dua"
    YAML_ALIAS = "yaml-alias"
    YAML_TAG = "yaml-tag"
    YAML_MANY_DOCUMENTS = "yaml-lebih-dari-satu"
    FRONT_MATTER_MISSING = "kepala-tidak-ada"
    DUPLICATE_KEY = "kunci-tertulis-dua-kali"
    UNKNOWN_KEY = "kunci-tak-dikenal"
    MISSING_KEY = "kunci-tidak-ada"
    BAD_VALUE = "nilai-salah"
    KEY_TWICE = "kunci-ganda"

    # Shape of a module
    TEXT_BEFORE_LESSON = "teks-sebelum-pelajaran"
    LESSON_WITHOUT_ID = "pelajaran-tanpa-id"
    LESSON_COUNT = "jumlah-pelajaran"
    LESSON_EMPTY = "pelajaran-kosong"
    DUPLICATE_ID = "id-ganda"
    HEADING_LEVEL = "tingkat-judul"
    UNKNOWN_BLOCK = "kotak-tak-dikenal"
    UNCLOSED_BLOCK = "kotak-tidak-ditutup"
    STRAY_BLOCK_END = "penutup-kotak-berlebih"
    BLOCK_WITHOUT_TITLE = "kotak-tanpa-judul"
    BLOCK_EMPTY = "kotak-kosong"
    BAD_DIALOG = "dialog-salah"
    BAD_CHECK = "periksa-salah"
    CHECK_RIGHT_COUNT = "periksa-jumlah-benar"
    CHECK_WITHOUT_FEEDBACK = "periksa-tanpa-umpan-balik"
    TABLE_WITHOUT_HEAD = "tabel-tanpa-kepala"
    RAW_HTML = "html-mentah"
    UNSUPPORTED_MARKDOWN = "markdown-tak-dipakai"
    UNSAFE_LINK = "tautan-tidak-aman"
    BROKEN_LINK = "tautan-putus"
    REMOTE_IMAGE = "gambar-dari-luar"
    MISSING_IMAGE = "gambar-tidak-ada"
    IMAGE_IN_TEXT = "gambar-di-tengah-teks"
    MISSING_ALT = "tanpa-teks-alternatif"
    SHORT_ALT = "teks-alternatif-pendek"
    UNKNOWN_REFERENCE = "rujukan-tak-dikenal"
    UNUSED_REFERENCE = "rujukan-tak-terpakai"
    UNKNOWN_CONTACT = "kontak-tak-dikenal"
    CONTACT_WRITTEN = "nomor-kontak-tertulis"
    EMOJI = "emoji"

    # Figures
    FIGURE_TOO_LARGE = "gambar-terlalu-besar"
    FIGURE_UNREADABLE = "gambar-rusak"
    FIGURE_UNSAFE = "gambar-tidak-aman"
    FIGURE_WITHOUT_SIZE = "gambar-tanpa-ukuran"
    FIGURE_SMALL_TEXT = "huruf-gambar-kecil"

    # Sources and dates
    FACT_WITHOUT_SOURCE = "fakta-tanpa-rujukan"
    QUESTION_WITHOUT_SOURCE = "soal-tanpa-rujukan"
    STATISTIC_WITHOUT_SOURCE = "angka-tanpa-rujukan"
    SOURCE_TO_CHECK = "sumber-perlu-diperiksa"
    MODULE_EXPIRED = "modul-kedaluwarsa"
    MODULE_EXPIRES_SOON = "modul-segera-kedaluwarsa"
    REFERENCE_EXPIRED = "rujukan-kedaluwarsa"
    REFERENCE_EXPIRES_SOON = "rujukan-segera-kedaluwarsa"
    DATE_IN_FUTURE = "tanggal-belum-tiba"

    # Language
    LONG_SENTENCE = "kalimat-panjang"
    LONG_AVERAGE = "rata-rata-kalimat"
    HARD_TO_READ = "sulit-dibaca"
    SPELLING = "ejaan"
    LOWERCASE_ANDA = "anda-huruf-kecil"
    TIME_FORMAT = "format-jam"
    DATE_FORMAT = "format-tanggal"
    NUMBER_FORMAT = "format-angka"
    RANGE_HYPHEN = "rentang"
    EM_DASH = "garis-panjang"
    DOUBLED_WORD = "kata-ganda"

    # Shape of a quiz
    KEY_RESERVED = "kunci-sudah-bermakna"
    UNKNOWN_OPTION = "pilihan-tak-dikenal"
    ACCEPTED_TWICE = "jawaban-diterima-ganda"
    NOTHING_EARNS_ALL = "tanpa-nilai-penuh"
    PATTERN_TOO_WIDE = "pola-menerima-semua"
    TOLERANCE_OVERLAP = "toleransi-bertindih"
    MARKER_WITHOUT_GAP = "penanda-tanpa-celah"
    GAP_WITHOUT_MARKER = "celah-tanpa-penanda"
    GAP_FILLING = "isi-celah"
    LEVELS_DO_NOT_RISE = "jenjang-tidak-naik"
    WORDS_DO_NOT_FIT = "batas-kata-terbalik"
    NO_RIGHT_ANSWER = "tanpa-jawaban-benar"
    RIGHT_COUNT = "jumlah-jawaban-benar"
    OPTION_COUNT = "jumlah-pilihan"
    OPTION_WITHOUT_RATIONALE = "pilihan-tanpa-alasan"
    TRUE_FALSE_OPTIONS = "pilihan-benar-salah"
    WRONG_FIELD = "kunci-salah-tempat"
    MISSING_FIELD = "kunci-soal-kurang"
    OPTION_WITHOUT_REGION = "pilihan-tanpa-daerah"
    REGION_OUTSIDE = "daerah-di-luar-gambar"
    REGION_TOO_SMALL = "daerah-terlalu-kecil"
    REGIONS_OVERLAP = "daerah-bertumpuk"
    EXPERT_SPREAD = "sebaran-nilai-ahli"
    EXPERT_ORDER = "urutan-nilai-ahli"
    EXPERT_TIE = "nilai-ahli-seri"
    UNKNOWN_OBJECTIVE = "tujuan-tak-dikenal"
    UNKNOWN_INDICATOR = "indikator-tak-dikenal"
    WRONG_MODULE = "kuis-salah-modul"
    KEY_PREFIX = "awalan-kunci"
    DUPLICATE_VARIANT = "varian-ganda"
    MIXED_KINDS = "jenis-varian-berbeda"
    FEW_VARIANTS = "varian-kurang"
    DRAW_TOO_LARGE = "undian-melebihi-soal"
    LONGEST_IS_RIGHT = "terpanjang-selalu-benar"
    FIRST_IS_RIGHT = "letak-benar-berulang"
    ALL_OF_THE_ABOVE = "semua-benar"
    MULTIPLE_PROMPT = "petunjuk-pilih-semua"

    # Expert panels
    PANEL_WITHOUT_QUIZ = "panel-tanpa-kuis"
    PANEL_WRONG_QUIZ = "panel-salah-kuis"
    PANEL_UNKNOWN_SITUATION = "panel-situasi-tak-dikenal"
    PANEL_RATING_MISSING = "panel-nilai-kurang"
    PANEL_JUDGES = "jumlah-juri-beda"
    PANEL_DIFFERS = "nilai-ahli-beda"
    PANEL_UNRATED = "situasi-belum-dinilai"
    PANEL_TOO_FEW = "juri-kurang"

    # Instruments of observation
    INSTRUMENT_WRONG_KEY = "instrumen-salah-kunci"
    INSTRUMENT_ITEMS = "jumlah-laku-instrumen"
    INSTRUMENT_ANCHORS_ALIKE = "patokan-kembar"
    # Rubrics of work products and anonymous waves
    RUBRIC_WRONG_STAGE = "rubrik-salah-tahap"
    RUBRIC_CRITERIA = "jumlah-kriteria-rubrik"
    RUBRIC_ANCHORS = "jumlah-jenjang-rubrik"
    WAVE_WRONG_NAME = "gelombang-salah-nama"
    WAVE_SCALE = "jumlah-jenjang-gelombang"
    WAVE_UNKNOWN_CONSTRUCT = "konstruk-tak-dikenal"
    WAVE_CONSTRUCT_UNASKED = "konstruk-tak-ditanyakan"
    # Programmes of certification
    PROGRAMME_WRONG_NAME = "program-salah-nama"
    PROGRAMME_PROMISES = "program-menjanjikan-tingkat"
    PROGRAMME_NUMBER = "pola-nomor-salah"
    PROGRAMME_VALIDITY = "masa-berlaku-salah"
    PROGRAMME_MODULE = "modul-program-tak-dikenal"
    PROGRAMME_MODULE_TWICE = "modul-program-ganda"
    # Paths by job
    PATH_TWICE = "jalur-ganda"
    PATH_MISSING = "rumpun-tanpa-jalur"
    PATH_MODULE = "modul-jalur-tak-dikenal"
    PATH_MODULE_TWICE = "modul-jalur-ganda"
    PATH_NOT_FOR = "modul-bukan-untuk-jalur"
    PATH_LACKS = "modul-tanpa-jalur"

    # Scenarios
    SCENARIO_MISPLACED = "skenario-salah-tempat"
    UNKNOWN_NODE = "adegan-tak-dikenal"
    NODE_NOT_REACHED = "adegan-tak-tercapai"
    ENDING_WITHOUT_PRINCIPLE = "akhir-tanpa-asas"
    PRINCIPLE_TOO_EARLY = "asas-bukan-di-akhir"
    STORY_LOOP = "cerita-berputar"
    NEEDS_NEVER_GIVEN = "syarat-mustahil"
    CHOICES_ALIKE = "pilihan-kembar"
    TOO_FEW_CHOICES = "pilihan-habis"
    NOTHING_TO_EARN = "tanpa-nilai"
    BEST_WAY_EARNS_LESS = "jalan-terbaik-kurang"
    SCENARIO_TOO_INTRICATE = "skenario-terlalu-rumit"
    # Purposes, rules and plan of a quiz
    NO_POST = "tanpa-kuis-sesudah-belajar"
    RULE_NO_DAY = "tanggal-aturan-salah"
    RULE_DATES = "tanggal-aturan-terbalik"
    RULE_ADDRESS = "alamat-jaringan-salah"
    RULE_MODULE = "modul-prasyarat-salah"
    RULE_PURPOSE = "tujuan-pengerjaan-tak-dipakai"
    RULE_POLICY = "aturan-umum-bersyarat"
    RULE_UNREACHABLE = "aturan-tak-tercapai"
    REVIEW_DURING = "tinjauan-saat-mengerjakan"
    REVIEW_NEVER_CLOSES = "tinjauan-tanpa-penutupan"
    REVIEW_REASON_WITHOUT_KEY = "alasan-tanpa-kunci"
    DRAW_OR_BLUEPRINT = "undian-atau-cetak-biru"
    PLAN_TOO_LARGE = "cetak-biru-melebihi-soal"
    PLAN_TWICE = "cetak-biru-ganda"
    PLAN_NOT_ALL = "tujuan-tanpa-jatah"
    FORM_FEW = "formulir-kurang"
    FORM_QUESTION = "soal-formulir-tak-dikenal"
    FORM_TWICE = "soal-formulir-ganda"
    FORM_UNEQUAL = "formulir-tak-setara"

    # The whole set
    KEY_REUSED = "kunci-dipakai-ulang"
    DUPLICATE_CODE = "kode-modul-ganda"
    UNUSED_INDICATOR = "indikator-tak-terpakai"
    INDICATOR_NOT_ASKED = "indikator-tak-ditanyakan"
    QUIZ_WITHOUT_MODULE = "kuis-tanpa-modul"
    MODULE_WITHOUT_QUIZ = "modul-tanpa-kuis"
    UNEXPECTED_FILE = "berkas-tak-dikenal"


WARNINGS = frozenset(
    {
        ProblemCode.LESSON_COUNT,
        ProblemCode.UNUSED_REFERENCE,
        ProblemCode.FIGURE_SMALL_TEXT,
        ProblemCode.QUESTION_WITHOUT_SOURCE,
        ProblemCode.STATISTIC_WITHOUT_SOURCE,
        ProblemCode.SOURCE_TO_CHECK,
        ProblemCode.MODULE_EXPIRES_SOON,
        ProblemCode.REFERENCE_EXPIRES_SOON,
        ProblemCode.LONG_SENTENCE,
        ProblemCode.LONG_AVERAGE,
        ProblemCode.HARD_TO_READ,
        ProblemCode.SPELLING,
        ProblemCode.LOWERCASE_ANDA,
        ProblemCode.TIME_FORMAT,
        ProblemCode.DATE_FORMAT,
        ProblemCode.NUMBER_FORMAT,
        ProblemCode.RANGE_HYPHEN,
        ProblemCode.EM_DASH,
        ProblemCode.DOUBLED_WORD,
        ProblemCode.EXPERT_ORDER,
        ProblemCode.EXPERT_TIE,
        ProblemCode.MIXED_KINDS,
        ProblemCode.FEW_VARIANTS,
        ProblemCode.LONGEST_IS_RIGHT,
        ProblemCode.FIRST_IS_RIGHT,
        ProblemCode.MULTIPLE_PROMPT,
        ProblemCode.RULE_UNREACHABLE,
        ProblemCode.PLAN_NOT_ALL,
        ProblemCode.PANEL_UNRATED,
        ProblemCode.UNUSED_INDICATOR,
        ProblemCode.INDICATOR_NOT_ASKED,
        ProblemCode.MODULE_WITHOUT_QUIZ,
    }
)
"""Problems that do not stop a release."""

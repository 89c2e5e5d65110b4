"""The one table of sentences that authors read; `{name}` is filled in with what was found."""

from training.content.rules.codes import ProblemCode as C
from training.content.rules.formsentences import FORM_SENTENCES

SENTENCES: dict[C, str] = {
    **FORM_SENTENCES,
    C.UNREADABLE_BYTES: "Berkas ini bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.",
    C.CONTROL_CHARACTER: (
        "Ada karakter tak terlihat ({name}) di sini. Hapus lalu ketik ulang bagian ini."
    ),
    C.FILE_TOO_LARGE: "Berkas ini {size} KB; batasnya {limit} KB. Bagi isinya ke dua berkas.",
    C.LINE_TOO_LONG: "Baris ini {size} karakter; batasnya {limit}. Pecah menjadi beberapa baris.",
    C.PARAGRAPH_TOO_LONG: (
        "Bagian ini {size} karakter; batasnya {limit}. Pecah menjadi beberapa paragraf."
    ),
    C.TABLE_TOO_LARGE: "Tabel di berkas ini {size} sel; batasnya {limit}. Pilih yang perlu saja.",
    C.TOO_DEEP: "Susunan di sini bertingkat lebih dari {limit}. Sederhanakan tingkatannya.",
    C.TOO_MANY_MARKS: "Ada {size} tanda * _ [ ` di satu paragraf atau berkas; batasnya {limit}.",
    C.TOO_MANY_PIECES: (
        "Isi berkas ini lebih dari {limit} bagian (paragraf, butir, baris, nilai). "
        "Bagi menjadi dua berkas."
    ),
    C.TOO_MANY_PROBLEMS: (
        "Masalah di berkas ini lebih dari {limit}; sisanya tidak ditampilkan. Perbaiki yang "
        "di atas dulu."
    ),
    C.BAD_FILE_NAME: (
        "Nama berkas “{name}” harus huruf kecil, angka, dan tanda hubung, paling panjang 60."
    ),
    # YAML
    C.YAML_UNREADABLE: (
        "YAML tidak terbaca di sini. Periksa lekukan, titik dua, dan tanda kutip di baris ini"
        " atau di atasnya."
    ),
    C.YAML_TAB: "Ada tab di YAML. Ganti dengan spasi.",
    C.YAML_COLON: "Ada titik dua di dalam teks. Apit seluruh teks itu dengan tanda kutip.",
    C.YAML_ALIAS: (
        "Jangkar (&) dan alias (*) YAML tidak dipakai di sini. Tulis isinya, atau apit teks "
        "dengan tanda kutip."
    ),
    C.YAML_TAG: (
        "Tag (!) dan petunjuk (%) YAML tidak dipakai di sini. Apit teks dengan tanda kutip."
    ),
    C.YAML_MANY_DOCUMENTS: "Berkas ini memuat lebih dari satu dokumen YAML (---). Pakai satu saja.",
    C.FRONT_MATTER_MISSING: "Modul harus dimulai dengan keterangan YAML di antara dua baris ---.",
    C.DUPLICATE_KEY: "Kunci “{key}” tertulis dua kali di tempat yang sama. Hapus salah satunya.",
    C.UNKNOWN_KEY: "Kunci “{key}” tidak dikenal. Periksa ejaannya atau hapus.",
    C.MISSING_KEY: "Kunci “{key}” wajib ada di sini.",
    C.BAD_VALUE: "Nilai “{key}” belum benar: {reason}.",
    C.KEY_TWICE: "Kunci “{key}” sudah dipakai di baris {first}. Setiap kunci hanya untuk satu hal.",
    # Shape of a module
    C.TEXT_BEFORE_LESSON: (
        "Ada isi sebelum pelajaran pertama. Mulai dengan “## Judul {{#id-pelajaran}}”."
    ),
    C.LESSON_WITHOUT_ID: "Judul pelajaran harus diakhiri id, misalnya {{#menyapa-anak}}.",
    C.LESSON_COUNT: "Modul ini punya {count} pelajaran; sebaiknya 4–7.",
    C.LESSON_EMPTY: "Pelajaran “{title}” belum berisi apa-apa.",
    C.DUPLICATE_ID: "Id “{key}” sudah dipakai di baris {first}. Pilih id lain.",
    C.HEADING_LEVEL: "Pakai ## untuk pelajaran dan ### untuk bagiannya; # dan #### tidak dipakai.",
    C.UNKNOWN_BLOCK: "Kotak “{name}” tidak dikenal. Yang ada: {known}.",
    C.UNCLOSED_BLOCK: "Kotak “{name}” belum ditutup. Tambahkan baris /// sesudah isinya.",
    C.STRAY_BLOCK_END: "Baris /// ini menutup kotak yang tidak pernah dibuka.",
    C.BLOCK_WITHOUT_TITLE: "Kotak “{name}” harus berjudul: “/// {name} | Judul”.",
    C.BLOCK_EMPTY: "Kotak “{name}” belum berisi apa-apa.",
    C.BAD_DIALOG: (
        "Baris percakapan harus diawali nama penutur dan titik dua, misalnya “Petugas: …”."
    ),
    C.BAD_CHECK: "Isi kotak periksa hanya pilihan: “- [ ] pilihan — umpan balik” atau “- [x] …”.",
    C.CHECK_RIGHT_COUNT: (
        "Kotak periksa ini punya {count} jawaban [x]; harus tepat satu, di antara dua pilihan"
        " atau lebih."
    ),
    C.CHECK_WITHOUT_FEEDBACK: (
        "Pilihan ini belum punya umpan balik. Tulis “ — ” (garis panjang) lalu umpan baliknya."
    ),
    C.TABLE_WITHOUT_HEAD: (
        "Tabel harus punya baris judul, lalu baris | --- | --- |, dengan jumlah kolom yang sama."
    ),
    C.RAW_HTML: (
        "HTML tidak dipakai di sini ({what}). Tulis dengan Markdown, atau apit dengan tanda `."
    ),
    C.UNSUPPORTED_MARKDOWN: (
        "Bentuk Markdown ini tidak dipakai ({what}). Lihat daftar bentuk di panduan penulis."
    ),
    C.UNSAFE_LINK: "Tautan harus https://… atau #id-pelajaran, bukan “{target}”.",
    C.BROKEN_LINK: "Tidak ada pelajaran atau bagian dengan id “{target}”.",
    C.REMOTE_IMAGE: "Gambar harus berkas figures/nama.svg sendiri, bukan “{target}”.",
    C.MISSING_IMAGE: "Gambar “{target}” tidak ditemukan di folder figures.",
    C.IMAGE_IN_TEXT: (
        "Gambar harus berdiri di baris sendiri, dengan baris kosong sebelum dan sesudahnya."
    ),
    C.MISSING_ALT: (
        "Gambar ini belum punya teks alternatif. Tulis apa yang terlihat dan apa artinya."
    ),
    C.SHORT_ALT: (
        "Teks alternatif ini {size} karakter; paling sedikit {limit} agar pembaca layar terbantu."
    ),
    C.UNKNOWN_REFERENCE: "Rujukan “{key}” tidak ada di daftar references modul.",
    C.UNUSED_REFERENCE: "Rujukan “{key}” tidak dikutip di modul ini maupun di kuisnya.",
    C.UNKNOWN_CONTACT: "Kontak “{key}” tidak ada di daftar contacts modul.",
    C.CONTACT_WRITTEN: "Jangan menulis nomor telepon atau alamat surel. Pakai [[kontak:kunci]].",
    C.EMOJI: "Emoji tidak dipakai. Tulis dengan kata.",
    # Figures
    C.FIGURE_TOO_LARGE: "Gambar “{name}” {size} byte; batasnya {limit}. Sederhanakan garisnya.",
    C.FIGURE_UNREADABLE: "Gambar “{name}” bukan SVG yang utuh.",
    C.FIGURE_UNSAFE: "Gambar “{name}” memuat {what}, yang tidak boleh ada.",
    C.FIGURE_WITHOUT_SIZE: 'Gambar “{name}” belum punya viewBox, misalnya viewBox="0 0 640 360".',
    C.FIGURE_SMALL_TEXT: (
        "Huruf terkecil di gambar “{name}” {size} px pada lebar 640; paling kecil 14."
    ),
    # Sources and dates
    C.FACT_WITHOUT_SOURCE: (
        "“{what}” disebut tanpa rujukan. Tambahkan [@kunci-rujukan] sesudah kalimatnya."
    ),
    C.QUESTION_WITHOUT_SOURCE: (
        "“{what}” disebut, tetapi references soal ini kosong. Isi dengan kunci rujukan modul."
    ),
    C.STATISTIC_WITHOUT_SOURCE: (
        "Angka “{what}” belum punya rujukan. Tambahkan [@kunci-rujukan] bila ini data."
    ),
    C.SOURCE_TO_CHECK: (
        "Sumber “{key}” bertanda {certainty}: tampil dengan tanda “perlu diperiksa”."
    ),
    C.MODULE_EXPIRED: (
        "Masa berlaku modul habis pada {day}. Tinjau isinya, lalu perbarui valid_until."
    ),
    C.MODULE_EXPIRES_SOON: "Masa berlaku modul habis pada {day}, kurang dari {limit} hari lagi.",
    C.REFERENCE_EXPIRED: (
        "Rujukan “{key}” terakhir diperiksa {day}, lebih dari setahun lalu. Periksa lagi."
    ),
    C.REFERENCE_EXPIRES_SOON: (
        "Rujukan “{key}” terakhir diperiksa {day}; periksa lagi sebelum genap setahun."
    ),
    C.DATE_IN_FUTURE: "Tanggal {day} pada “{key}” belum tiba.",
    # Language
    C.LONG_SENTENCE: "Kalimat ini {count} kata; batasnya {limit}. Pecah menjadi dua.",
    C.LONG_AVERAGE: "Rata-rata kalimat {average} kata; sebaiknya paling banyak {limit}.",
    C.HARD_TO_READ: (
        "Indeks keterbacaan {index}; sebaiknya paling tinggi {limit}. Pendekkan kalimat dan "
        "pilih kata yang lebih lazim."
    ),
    C.SPELLING: "“{wrong}” sebaiknya “{right}”.",
    C.LOWERCASE_ANDA: "“anda” ditulis dengan huruf besar: “Anda”.",
    C.TIME_FORMAT: "Jam ditulis dengan titik: “{right}”, bukan “{wrong}”.",
    C.DATE_FORMAT: "Tanggal ditulis “{right}”, bukan “{wrong}”.",
    C.NUMBER_FORMAT: "Angka ditulis “{right}”, bukan “{wrong}”.",
    C.RANGE_HYPHEN: "Rentang ditulis dengan garis sedang: “{right}”, bukan “{wrong}”.",
    C.EM_DASH: (
        "Garis panjang (—) hanya untuk umpan balik di kotak periksa. Pakai koma, titik dua, "
        "atau kalimat baru."
    ),
    C.DOUBLED_WORD: "Kata “{word}” tertulis dua kali.",
    # Shape of a quiz
    C.KEY_RESERVED: (
        "Kunci “{key}” sudah bermakna lain di formulir kuis ini. Pilih kunci lain, misalnya "
        "dengan menambah satu huruf."
    ),
    C.UNKNOWN_OPTION: "Pilihan “{key}” tidak ada di daftar options soal ini.",
    C.ACCEPTED_TWICE: (
        "Jawaban “{answer}” sudah diterima di baris {first}. Hapus salah satunya, atau beri yang "
        "lebih khusus nilai yang lebih tinggi."
    ),
    C.NOTHING_EARNS_ALL: "Belum ada jawaban bernilai penuh di sini. Beri salah satunya points: 1.",
    C.PATTERN_TOO_WIDE: (
        "Pola “{answer}” menerima jawaban apa saja. Tulis juga huruf atau angkanya."
    ),
    C.TOLERANCE_OVERLAP: (
        "Rentang {answer} bertindih dengan rentang di baris {first} yang nilainya lain. Rentang "
        "bernilai lebih tinggi harus berada di dalam yang lebih rendah, atau terpisah."
    ),
    C.MARKER_WITHOUT_GAP: "Penanda “{key}” di text tidak ada di daftar gaps.",
    C.GAP_WITHOUT_MARKER: "Penanda celah “{key}” harus ada tepat sekali di text; di sini {count}.",
    C.GAP_FILLING: (
        "Celah “{key}” harus berisi tepat satu dari: options (2–6 pilihan, satu benar), "
        "short-text, atau numeric."
    ),
    C.LEVELS_DO_NOT_RISE: "Poin jenjang “{key}” harus naik, mulai dari 0.",
    C.WORDS_DO_NOT_FIT: "Pada soal “{key}”, most_words harus lebih besar daripada least_words.",
    C.NO_RIGHT_ANSWER: "Soal “{key}” belum punya jawaban benar.",
    C.RIGHT_COUNT: "Soal “{key}” punya {count} jawaban benar; {rule}.",
    C.OPTION_COUNT: "Soal “{key}” punya {count} pilihan; {rule}.",
    C.OPTION_WITHOUT_RATIONALE: (
        "Pilihan “{key}” belum punya rationale. Jelaskan mengapa benar atau keliru."
    ),
    C.TRUE_FALSE_OPTIONS: (
        "Soal benar-salah harus punya tepat dua pilihan berkunci “benar” dan “salah”."
    ),
    C.WRONG_FIELD: "“{key}” tidak dipakai pada soal berjenis {kind}.",
    C.MISSING_FIELD: "Soal berjenis {kind} wajib punya “{key}”.",
    C.OPTION_WITHOUT_REGION: "Pilihan “{key}” belum punya daerah di gambar.",
    C.REGION_OUTSIDE: "Daerah pilihan “{key}” keluar dari gambar yang berukuran {size}.",
    C.REGION_TOO_SMALL: (
        "Daerah pilihan “{key}” terlalu kecil untuk jari; paling kecil {limit} × {limit}."
    ),
    C.REGIONS_OVERLAP: "Daerah pilihan “{key}” bertumpuk dengan daerah “{other}”.",
    C.EXPERT_SPREAD: "Situasi “{key}” perlu satu tanggapan ≥ 3,4 dan satu tanggapan ≤ 1,6.",
    C.EXPERT_ORDER: "Mutu tanggapan “{key}” urut menurut huruf. Acak urutannya.",
    C.EXPERT_TIE: "Di situasi “{key}” ada nilai ahli yang seri. Bedakan tanggapannya.",
    C.UNKNOWN_OBJECTIVE: "Tujuan “{key}” tidak ada di daftar objectives.",
    C.UNKNOWN_INDICATOR: "Indikator “{key}” tidak ada di modules/indicators.yaml.",
    C.WRONG_MODULE: "Kuis ini menyebut modul “{key}”, padahal nama berkasnya “{name}”.",
    C.KEY_PREFIX: "Kunci soal “{key}” harus diawali kode modul: “{prefix}”.",
    C.DUPLICATE_VARIANT: "Varian “{variant}” dari tujuan “{key}” sudah ada di baris {first}.",
    C.MIXED_KINDS: "Semua varian tujuan “{key}” sebaiknya sejenis; di sini ada {kinds}.",
    C.FEW_VARIANTS: "Tujuan “{key}” baru punya {count} varian; sebaiknya {limit}.",
    C.DRAW_TOO_LARGE: "draw meminta {wanted} untuk “{key}”, tetapi hanya ada {count}.",
    C.LONGEST_IS_RIGHT: (
        "Di {share} % soal jawaban benar adalah yang terpanjang. Samakan panjang pilihan."
    ),
    C.FIRST_IS_RIGHT: "Di {share} % soal jawaban benar berada di letak “{key}”. Ratakan letaknya.",
    C.ALL_OF_THE_ABOVE: "Pilihan “{what}” tidak dipakai. Tulis pilihan yang berdiri sendiri.",
    C.MULTIPLE_PROMPT: "Soal “{key}” sebaiknya memuat “Pilih semua yang tepat”.",
    # Expert panels
    C.PANEL_WITHOUT_QUIZ: "Panel ini tidak punya kuis quizzes/{key}.yaml.",
    C.PANEL_WRONG_QUIZ: "Panel ini menyebut kuis “{key}”, padahal nama berkasnya “{name}”.",
    C.PANEL_UNKNOWN_SITUATION: "“{key}” bukan kunci situasi di kuis panel ini.",
    C.PANEL_RATING_MISSING: "Juri “{judge}” belum menilai {missing} pada situasi “{key}”.",
    C.PANEL_JUDGES: "Kuis menyebut {count} juri, padahal berkas panelnya memuat {found}.",
    C.PANEL_DIFFERS: (
        "Nilai ahli pilihan “{key}” {expert}, padahal rata-rata panelnya {mean}. Samakan, "
        "atau jalankan flask quiz panel --write."
    ),
    C.PANEL_UNRATED: "Situasi “{key}” belum dinilai oleh panel kuis ini.",
    C.PANEL_TOO_FEW: (
        "Kunci ahli baru {count} juri; paling sedikit {limit}. Tulis status: sementara."
    ),
    # Scenarios
    C.SCENARIO_MISPLACED: "Skenario ditulis di daftar scenarios, bukan di questions.",
    C.UNKNOWN_NODE: "Adegan “{key}” tidak ada di skenario ini. Periksa ejaannya.",
    C.NODE_NOT_REACHED: (
        "Adegan “{key}” tidak pernah tercapai dari adegan pertama. Hubungkan atau hapus."
    ),
    C.ENDING_WITHOUT_PRINCIPLE: (
        "Adegan “{key}” tidak punya pilihan, jadi cerita berakhir di sini. Tulis asasnya di "
        "principle, atau tambahkan pilihan."
    ),
    C.PRINCIPLE_TOO_EARLY: "Asas (principle) hanya ditulis di adegan terakhir, bukan di “{key}”.",
    C.STORY_LOOP: (
        "Pilihan “{key}” dapat membawa cerita kembali ke adegan yang sudah dilalui. Arahkan ke "
        "adegan lain."
    ),
    C.NEEDS_NEVER_GIVEN: (
        "Pilihan “{key}” tidak pernah ditawarkan: tidak ada jalan ke sini yang memberi semua "
        "syaratnya ({needs})."
    ),
    C.CHOICES_ALIKE: "Pilihan “{key}” berbunyi sama dengan pilihan “{other}”. Bedakan atau hapus.",
    C.TOO_FEW_CHOICES: (
        "Di adegan “{key}” dapat terjadi hanya {count} pilihan yang ditawarkan; paling sedikit 2. "
        "Kurangi needs atau tambahkan pilihan."
    ),
    C.NOTHING_TO_EARN: (
        "Di adegan “{key}” dapat terjadi semua pilihan bernilai 0. Selalu sisakan yang bernilai, "
        "juga sesudah pilihan yang kurang tepat."
    ),
    C.BEST_WAY_EARNS_LESS: (
        "Pilihan terbaik di adegan “{key}” bernilai {worth}, padahal adegan ini ada di jalan "
        "terbaik. Beri nilai 1."
    ),
    C.SCENARIO_TOO_INTRICATE: (
        "Skenario ini dapat berjalan dengan lebih dari {limit} cara. Kurangi gives dan needs."
    ),
    # Purposes, rules and plan of a quiz
    C.NO_POST: "purposes harus memuat “post”, yaitu kuis sesudah belajar.",
    C.RULE_NO_DAY: "Tanggal {day} tidak ada di kalender.",
    C.RULE_DATES: "closes harus sesudah opens.",
    C.RULE_ADDRESS: "“{what}” bukan alamat jaringan. Tulis seperti 10.20.0.0/16.",
    C.RULE_MODULE: "Modul “{key}” tidak dapat menjadi syarat: tidak ada, atau modul ini sendiri.",
    C.RULE_PURPOSE: "“{key}” tidak ada di purposes kuis ini.",
    C.RULE_POLICY: "“{key}” hanya boleh di aturan yang when-nya kosong atau hanya berisi purposes.",
    C.RULE_UNREACHABLE: (
        "Aturan ini tidak pernah dipakai: aturan ke-{first} sudah berlaku untuk semua."
    ),
    C.REVIEW_DURING: "during hanya boleh [jawaban]: selama mengerjakan tidak ada kunci dan nilai.",
    C.REVIEW_NEVER_CLOSES: "after_close tidak pernah terjadi: tidak ada requires.closes di rules.",
    C.REVIEW_REASON_WITHOUT_KEY: "Alasan menyebut mana yang benar: tulis juga kunci.",
    C.DRAW_OR_BLUEPRINT: "Pakai salah satu: draw atau blueprint.",
    C.PLAN_TOO_LARGE: "blueprint meminta {wanted} soal untuk “{key}”, tetapi hanya ada {count}.",
    C.PLAN_TWICE: "“{key}” sudah punya jatah di baris blueprint sebelumnya. Gabungkan.",
    C.PLAN_NOT_ALL: "Tujuan “{key}” tidak mendapat jatah di blueprint.",
    C.FORM_FEW: "Formulir sejajar paling sedikit {limit}.",
    C.FORM_QUESTION: "Soal “{key}” tidak ada di daftar questions.",
    C.FORM_TWICE: "“{key}” sudah dipakai. Soal bersama cukup ditulis di anchors.",
    C.FORM_UNEQUAL: (
        "Formulir “{key}” tidak setara dengan “{first}”: jumlah soal per tujuan harus sama."
    ),
    # The whole set
    C.KEY_REUSED: (
        "Kunci soal “{key}” sudah dipakai di {where}. Kunci soal tidak boleh sama di semua kuis."
    ),
    C.DUPLICATE_CODE: "Kode modul “{key}” sudah dipakai oleh {where}.",
    C.UNUSED_INDICATOR: "Indikator “{key}” tidak dipakai di modul maupun soal mana pun.",
    C.INDICATOR_NOT_ASKED: "Indikator “{key}” ada di modul ini, tetapi tidak ditanyakan kuisnya.",
    C.QUIZ_WITHOUT_MODULE: "Kuis ini tidak punya modul modules/{key}.md.",
    C.MODULE_WITHOUT_QUIZ: "Modul ini belum punya kuis quizzes/{key}.yaml.",
    C.UNEXPECTED_FILE: (
        "Berkas atau folder ini tidak dikenal di folder isi, bukan berkas biasa, atau melewati "
        "batas 500 berkas."
    ),
}

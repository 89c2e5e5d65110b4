"""What the demo's task force plans, sees and agrees on, in the words of the city."""

from dataclasses import dataclass
from enum import StrEnum

from training.content.rules.model import Stage
from training.oversight.rules.entries import EntryKind as Kind
from training.oversight.rules.following import StepKind
from training.oversight.rules.records import Weight


class Way(StrEnum):
    """What becomes of an entry and its finding."""

    CLOSED = "closed"
    GOES_ON = "goes-on"
    ESCALATED = "escalated"
    TO_CHECK = "to-check"
    UNDER_WAY = "under-way"
    UNANSWERED = "unanswered"
    TALKED = "talked"
    CANCELLED = "cancelled"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Scene:
    """One entry, so many days from today. `shown`: with the people who have demo accounts."""

    kind: Kind
    days: int
    way: Way
    title: str
    why: str = "Profil unit menunjukkan perilaku ini belum banyak terlihat."
    shown: bool = False
    in_unit: bool = True
    announced: bool = True
    corrected: bool = False
    behaviours: tuple[str, ...] = ("menyapa-anak", "menata-layanan-anak")
    kla: tuple[int, ...] = (2,)
    seen: str = "Petugas menyapa keluarga, tetapi anak jarang diajak bicara langsung."


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with the act that was agreed and the post that does it."""

    what: str
    stage: Stage
    weight: Weight
    act: str
    owner: str
    behaviour: str
    kla: int | None = None


FINDINGS = (
    Finding(
        "Anak menunggu sambil berdiri karena tidak ada tempat duduk yang sesuai.", Stage.SERVICE,
        Weight.MEND, "Menyediakan dua kursi anak dan sudut baca di ruang tunggu.",
        "Kepala subbagian umum", "menata-layanan-anak", 11,
    ),
    Finding(
        "Alur layanan baru disusun tanpa bertanya kepada keluarga yang membawa anak.",
        Stage.PLANNING, Weight.TIDY, "Mengundang lima keluarga untuk mencoba alur layanan.",
        "Kepala seksi pelayanan", "memutuskan-dengan-suara-anak", 6,
    ),
    Finding(
        "Petugas menjelaskan syarat hanya kepada orang tua, anak tidak diajak bicara.",
        Stage.SERVICE, Weight.MEND, "Menambahkan sapaan untuk anak ke dalam naskah loket.",
        "Kepala seksi pelayanan", "menyapa-anak",
    ),
    Finding(
        "Keputusan jam layanan tidak mempertimbangkan jam sekolah.", Stage.DECISION, Weight.MEND,
        "Membahas jam layanan sore dalam rapat pimpinan.", "Kepala unit",
        "memutuskan-dengan-suara-anak", 6,
    ),
    Finding(
        "Berkas anak terbuka di meja yang terlihat dari ruang tunggu.", Stage.SERVICE, Weight.NOW,
        "Memindahkan berkas ke lemari tertutup pada hari yang sama.", "Koordinator loket",
        "menata-layanan-anak", 21,
    ),
)  # fmt: skip
ANSWERS: dict[StepKind, tuple[str, ...]] = {
    StepKind.ANSWER: (
        "Kami sepakat. Bahan sudah dipesan dan dipasang pekan depan.",
        "Sudah dibahas dalam apel; petugas loket yang mengerjakannya.",
        "Sedang kami kerjakan. Ruang perlu ditata ulang lebih dahulu.",
    ),
    StepKind.DONE: (
        "Sudah selesai dan dipakai sejak Senin.",
        "Sudah dikerjakan; fotonya ada pada notula rapat.",
    ),
}
CHECKS: dict[StepKind, str] = {
    StepKind.CLOSED: "Dilihat langsung di tempat; kesepakatan sudah dikerjakan dan dipakai.",
    StepKind.GOES_ON: "Dilihat di tempat; baru sebagian yang dikerjakan.",
    StepKind.ESCALATED: "Unit tidak dapat menyelesaikannya sendiri karena menyangkut anggaran.",
}
PLANS = (
    Scene(Kind.MEETING, -300, Way.TALKED, "Rapat awal putaran: membagi tugas klaster",
          in_unit=False, seen="Tugas tiap klaster dibagi; kunjungan pertama dijadwalkan."),
    Scene(Kind.MENTORING, -270, Way.CLOSED, "Pendampingan loket ramah anak", shown=True),
    Scene(Kind.MENTORING, -250, Way.CLOSED, "Pendampingan ruang tunggu", kla=(11,)),
    Scene(Kind.TALKS, -230, Way.TALKED, "Seri bincang: mendengar suara anak", in_unit=False,
          seen="Tiga unit menceritakan cara mereka bertanya kepada anak.", kla=(6,)),
    Scene(Kind.SUPERVISION, -210, Way.CLOSED, "Pengawasan kerahasiaan berkas anak",
          announced=False, corrected=True, kla=(21,)),
    Scene(Kind.EVALUATION, -180, Way.ESCALATED, "Evaluasi tengah putaran", shown=True),
    Scene(Kind.MENTORING, -150, Way.GOES_ON, "Pendampingan penyusunan alur layanan"),
    Scene(Kind.SUPERVISION, -130, Way.CLOSED, "Pengawasan loket akta kelahiran",
          announced=False, kla=(4,)),
    Scene(Kind.AWARD_WAVE, -100, Way.TALKED, "Gelombang setelah penghargaan KLA",
          in_unit=False, seen="Unit membahas kebiasaan yang tetap berjalan setelah penilaian."),
    Scene(Kind.MENTORING, -75, Way.CLOSED, "Pendampingan informasi layak anak", kla=(5,)),
    Scene(Kind.SUPERVISION, -60, Way.ESCALATED, "Pengawasan jam layanan", announced=False),
    Scene(Kind.MENTORING, -48, Way.UNDER_WAY, "Pendampingan jam layanan sore"),
    Scene(Kind.SUPERVISION, -40, Way.UNANSWERED, "Pengawasan ruang layanan", announced=False),
    Scene(Kind.MENTORING, -26, Way.TO_CHECK, "Pendampingan sudut baca anak", shown=True,
          kla=(5, 11)),
    Scene(Kind.MENTORING, -20, Way.CANCELLED, "Pendampingan tata ruang loket"),
    Scene(Kind.SUPERVISION, -12, Way.UNDER_WAY, "Pengawasan naskah loket", announced=False),
    Scene(Kind.MENTORING, -9, Way.UNANSWERED, "Pendampingan penyapaan anak", shown=True),
    Scene(Kind.SUPERVISION, -6, Way.OPEN, "Pengawasan ruang tunggu sore", announced=False),
    Scene(Kind.MENTORING, 0, Way.OPEN, "Pendampingan loket keluarga"),
    Scene(Kind.SUPERVISION, 0, Way.OPEN, "Pengawasan alur antrean", shown=True,
          announced=False),
    Scene(Kind.EVALUATION, 9, Way.OPEN, "Evaluasi akhir putaran", shown=True),
    Scene(Kind.TALKS, 16, Way.OPEN, "Seri bincang: dari temuan menjadi kebiasaan",
          in_unit=False, kla=(6,)),
    Scene(Kind.MEETING, 30, Way.OPEN, "Rapat penutupan putaran", in_unit=False),
)  # fmt: skip

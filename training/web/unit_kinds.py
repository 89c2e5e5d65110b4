"""What kinds of unit are called in front of people."""

from flask_babel import lazy_gettext as _

from training.people.rules.kinds import UnitKind

KINDS: dict[str, object] = {
    UnitKind.KOTA: _("City"), UnitKind.SEKRETARIAT: _("Secretariat"),
    UnitKind.BAGIAN: _("Division of the secretariat"), UnitKind.INSPEKTORAT: _("Inspectorate"),
    UnitKind.DINAS: _("Department (dinas)"), UnitKind.BADAN: _("Agency (badan)"),
    UnitKind.SATUAN: _("Public order unit"), UnitKind.UPTD: _("Technical unit (UPTD)"),
    UnitKind.UOBK: _("Special unit (UOBK)"), UnitKind.KECAMATAN: _("District (kecamatan)"),
    UnitKind.KELURAHAN: _("Ward (kelurahan)"), UnitKind.LAYANAN: _("Service point"),
}  # fmt: skip

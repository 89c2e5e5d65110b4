"""Which voices count: all but those of bursts that nobody has looked at or that were left out."""

from sqlalchemy import Select, or_

from training.voice.tables.voices import Voice, VoiceFlag, VoiceReview, VoiceRuling


def counted(found: Select) -> Select:
    """A selection over Voice, narrowed to the voices that count."""
    return (
        found.outerjoin(VoiceFlag, VoiceFlag.voice_id == Voice.id)
        .outerjoin(VoiceRuling, VoiceRuling.voice_id == Voice.id)
        .outerjoin(VoiceReview, VoiceReview.id == VoiceRuling.review_id)
        .where(or_(VoiceFlag.voice_id.is_(None), VoiceReview.counted.is_(True)))
    )

"""What certification refuses, each named as a sentence."""

from training.kernel.errors import Conflict, Invalid, NotAllowed


class ExcuseIsTooLong(Invalid):
    """An excuse runs at most as long as the programme's grace, and needs one of its reasons."""


class OwnCertification(NotAllowed):
    """Nobody excuses themselves from a programme, or recognises their own learning."""


class JpNeedsItsDecree(Invalid):
    """Hours of learning (JP) are set with the decree that grants them."""


class AudienceIsEverybody(Invalid):
    """A rule names at least one condition; a rule for everybody is made on purpose, not by slip."""


class RevocationIsDecided(Conflict):
    """A revocation that was confirmed or declined is not decided again."""


class RevocationWaits(Conflict):
    """A revocation of this period waits already, or was confirmed."""


class SecondPersonIsNeeded(NotAllowed):
    """Nobody confirms a revocation that they asked for, or one of their own certificate."""


class RecognitionIsTooOld(Invalid):
    """A document that is recognised must leave days of validity."""


class NumberIsNoGap(Conflict):
    """Only a number that was skipped can be explained."""

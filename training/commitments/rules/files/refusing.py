"""Why a file that was handed in as a trace of an act is not taken."""

from training.kernel.errors import Conflict, Invalid, TooLarge

MOST_BYTES = 2 * 1024 * 1024


class FileIsTooLarge(TooLarge):
    """A trace of an act is a file of at most 2 MB."""


class FileIsEmpty(Invalid):
    """There is nothing in the file."""


class FileIsOfAnotherKind(Invalid):
    """The content is none of the kinds that are taken, whatever its name says."""


class FileIsDamaged(Invalid):
    """The file begins like one of the kinds that are taken, but cannot be read to its end."""


class FileHoldsMore(Invalid):
    """There is something else inside: another file, a program, or something locked or blown up."""


class FileNamesAChild(Invalid):
    """Words in the file could tell who a child is."""


class ChildIsNotExcluded(Invalid):
    """Without the word that no child can be recognised in it, no file is taken."""


class FileIsKnown(Conflict):
    """The same file was handed in before, by whomever; one trace is of one act."""


class FileIsGone(Conflict):
    """The file is not where it was kept, or is no longer what was handed in."""

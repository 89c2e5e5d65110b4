"""Everything that can be wrong or noteworthy in an imported file, as codes without words."""

from dataclasses import dataclass
from enum import StrEnum

from training.kernel.errors import Invalid


class Code(StrEnum):
    """What is wrong (or, for NOTES, worth knowing). `import_words` has the sentence of each."""

    FILE_EMPTY = "file-empty"
    FILE_TOO_LARGE = "file-too-large"
    FILE_KIND = "file-kind"
    FILE_OLD_EXCEL = "file-old-excel"
    FILE_LOCKED = "file-locked"
    FILE_BROKEN = "file-broken"
    FILE_SWOLLEN = "file-swollen"
    ENCODING_GUESSED = "encoding-guessed"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    CELL_TOO_LONG = "cell-too-long"
    HEADS_MISSING = "heads-missing"
    COLUMN_MISSING = "column-missing"
    NO_ROWS = "no-rows"
    DAY_AHEAD = "day-ahead"
    FORMULA = "formula"
    NUMERIC_NUMBER = "numeric-number"
    ROUNDED_NUMBER = "rounded-number"
    NUMBER_LENGTH = "number-length"
    NUMBER_SHAPE = "number-shape"
    NUMBER_DATE = "number-date"
    NUMBER_IS_NIK = "number-is-nik"
    NUMBER_UNSURE = "number-unsure"
    NUMBER_RETIRED = "number-retired"
    NUMBER_OF_OTHER = "number-of-other"
    NUMBER_CHANGED = "number-changed"
    TWO_NUMBERS = "two-numbers"
    OLD_NUMBER_UNKNOWN = "old-number-unknown"
    NO_KEY = "no-key"
    NAME_MISSING = "name-missing"
    NAME_ODD = "name-odd"
    NAME_DIFFERS = "name-differs"
    EMAIL_ODD = "email-odd"
    EMAIL_TWICE = "email-twice"
    EMAIL_OF_OTHER = "email-of-other"
    EMAIL_OF_OFFICER = "email-of-officer"
    STATUS_UNKNOWN = "status-unknown"
    STATUS_DIFFERS = "status-differs"
    STANDING_UNKNOWN = "standing-unknown"
    POSTING_KIND_UNKNOWN = "posting-kind-unknown"
    FAMILY_UNKNOWN = "family-unknown"
    FAMILY_DERIVED = "family-derived"
    DATE_ODD = "date-odd"
    DATE_AHEAD = "date-ahead"
    TITLE_LONG = "title-long"
    UNIT_MISSING = "unit-missing"
    UNIT_UNKNOWN = "unit-unknown"
    UNIT_AMBIGUOUS = "unit-ambiguous"
    UNIT_CLOSED = "unit-closed"
    OUT_OF_SCOPE = "out-of-scope"
    PERSON_ELSEWHERE = "person-elsewhere"
    TWICE_IN_FILE = "twice-in-file"
    ROWS_DISAGREE = "rows-disagree"
    OLDER_THAN_RECORD = "older-than-record"
    ONLY_ACTING = "only-acting"
    LEAVER_UNKNOWN = "leaver-unknown"
    LEAVER_HOLDS_ROLE = "leaver-holds-role"
    LEAVER_HOLDS_MORE = "leaver-holds-more"
    LAST_ADMIN = "last-admin"
    TOO_MANY_LEAVERS = "too-many-leavers"
    CODE_ODD = "code-odd"
    KIND_UNKNOWN = "kind-unknown"
    PARENT_UNKNOWN = "parent-unknown"
    PARENT_CYCLE = "parent-cycle"
    TOO_DEEP = "too-deep"
    TEXT_LONG = "text-long"
    NUMERIC_REGION = "numeric-region"
    DATES_CROSSED = "dates-crossed"
    PREDECESSOR_UNKNOWN = "predecessor-unknown"
    PREDECESSOR_ALONE = "predecessor-alone"
    CHANGE_UNKNOWN = "change-unknown"


NOTES = frozenset({
    Code.ENCODING_GUESSED, Code.NUMBER_UNSURE, Code.NUMBER_CHANGED, Code.NAME_DIFFERS,
    Code.STATUS_DIFFERS, Code.FAMILY_DERIVED, Code.ONLY_ACTING, Code.LEAVER_UNKNOWN,
    Code.LEAVER_HOLDS_ROLE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing at one place: the file's line (None: the whole file), the field, old and new."""

    line: int | None
    column: str
    code: Code
    old: str = ""
    new: str = ""

    @property
    def refuses(self) -> bool:
        """Whether nothing of the file may be applied while this stands."""
        return self.code not in NOTES


class FileRefused(Invalid):
    """The file cannot be read as a table of the kind that is wanted."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(*(problem.code for problem in problems))


def refuse_file(code: Code, old: str = "", new: str = "") -> FileRefused:
    """A refusal of the whole file for one reason."""
    return FileRefused(Problem(None, "", code, old, new))

"""Drafts: the modules and quizzes as they lie in the folders, before anybody publishes them."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from training.content.queries.library import Library, read_library
from training.content.rules.codes import ProblemCode
from training.content.rules.model import Figure, Module
from training.content.rules.panels import Panel
from training.content.rules.problems import MOST_PROBLEMS, Problem, Spot, has_errors, problem
from training.content.rules.programmes import Programme
from training.content.rules.quizzes import Quiz
from training.content.rules.rubrics import Rubric
from training.content.rules.waveforms import WaveForm

FOLDERS = (
    "modules", "modules/figures", "modules/programmes", "quizzes", "quizzes/panels",
    "quizzes/instruments", "quizzes/rubrics", "quizzes/voices", "quizzes/waves",
)  # fmt: skip
MOST_FILES = 500
MOST_BYTES = 1_000_000
NO_GUESTS: Mapping[str, Path] = MappingProxyType({})
Tell = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One module with its quiz as it lies in the folders; `module` is None if it cannot be read.

    `indicators` gives the sentence of every known indicator by its key.
    """

    slug: str
    module: Module | None
    quiz: Quiz | None
    module_source: str
    quiz_source: str | None
    problems: tuple[Problem, ...]
    indicators: Mapping[str, str] = field(default_factory=dict)

    @property
    def publishable(self) -> bool:
        return self.module is not None and not has_errors(self.problems)

    @property
    def digest(self) -> str:
        """SHA-256 over the sources and the figures: equal digests are equal releases."""
        parts = (
            self.module_source, self.quiz_source or "", *(each.digest for each in self.figures)
        )  # fmt: skip
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The drawings of the lessons, then those of the questions."""
        lessons = self.module.figures if self.module else ()
        return (*lessons, *(self.quiz.figures if self.quiz else ()))


@dataclass(frozen=True, slots=True)
class Drafts:
    """All drafts of a folder, and everything that is wrong with them."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    files: int
    panels: Mapping[str, Panel] = field(default_factory=dict)
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    waves: Mapping[str, WaveForm] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)

    def of(self, slug: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft.slug == slug), None)


def read(
    root: Path, *, today: date, tell: Tell = silent, guests: Mapping[str, Path] = NO_GUESTS
) -> Drafts:
    """Read `modules/` and `quizzes/` under `root`; every problem is reported, none raises.

    `guests` are files from elsewhere, by the path under `root` at which they would lie.
    The answer is kept until a file changes: rendering and checking a module costs a second.
    """
    files, refused = _files({**dict(_entries(root)), **guests}, tell)
    library = _understood(tuple(sorted(files.items())), today)
    slugs = [
        Path(path).stem for path in files if path.startswith("modules/") and path.endswith(".md")
    ]
    drafts = tuple(_draft(slug, library, files) for slug in sorted(slugs))
    problems = (*refused, *library.problems)
    return Drafts(
        drafts, problems, len(files), library.panels, library.rubrics, library.waves,
        library.programmes,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _understood(files: tuple[tuple[str, bytes], ...], today: date) -> Library:
    return read_library(dict(files), today)


def _draft(slug: str, library: Library, files: dict[str, bytes]) -> Draft:
    module_path, quiz_path = f"modules/{slug}.md", f"quizzes/{slug}.yaml"
    quiz_source = files.get(quiz_path)
    return Draft(
        slug,
        library.modules.get(slug),
        library.quizzes.get(slug),
        files[module_path].decode("utf-8", "replace"),
        None if quiz_source is None else quiz_source.decode("utf-8", "replace"),
        library.problems_of(slug),
        {each.key: each.sentence for each in library.indicators},
    )


def _files(entries: Mapping[str, Path], tell: Tell) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every content file by its path; links, odd files and a flood are refused."""
    found: dict[str, bytes] = {}
    refused: list[Problem] = []
    for done, (path, full) in enumerate(entries.items(), 1):
        data = _bytes(full) if done <= MOST_FILES else None
        if data is not None:
            found[path] = data
        elif len(refused) < MOST_PROBLEMS:
            refused.append(problem(path, Spot(), ProblemCode.UNEXPECTED_FILE))
        tell(done, len(entries))
    return found, refused


def _entries(root: Path) -> Iterator[tuple[str, Path]]:
    """Everything that lies in the folders of content, and the folders that are none, but links."""
    for folder in FOLDERS:
        where = root / folder
        if where.is_symlink():
            yield folder, where
        elif where.is_dir():
            for full in sorted(where.iterdir()):
                path = f"{folder}/{full.name}"
                if not full.name.startswith(".") and path not in FOLDERS:
                    yield path, full


def _bytes(path: Path) -> bytes | None:
    """At most a megabyte of a plain file, without following a link; None for anything else."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as source:
        return source.read(MOST_BYTES + 1)

"""Where a path that somebody typed lies among the content: under which root, and by what name."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from training.content.queries.drafts import FOLDERS

HOMES = {".md": "modules", ".svg": "modules/figures"}
"""Where a file from elsewhere would belong; all others are taken for quizzes."""


class NoContentThere(Exception):
    """A folder that neither is a folder of content nor holds one."""


@dataclass(slots=True)
class Places:
    """What was asked for under one root.

    `names` are paths under it, folders with a stroke at the end, or "" for everything; `guests` are
    files from elsewhere that are to be read as if they lay there, by the path they would have.
    """

    root: Path
    names: list[str] = field(default_factory=list)
    guests: dict[str, Path] = field(default_factory=dict)

    def ask_for(self, path: str) -> bool:
        """Whether a path under the root is meant."""
        return any(
            name in ("", path) or (name.endswith("/") and path.startswith(name))
            for name in self.names
        )


def places(typed: Iterable[str], home: Path) -> tuple[Places, ...]:
    """Every root with what is asked of it; who types nothing asks for everything at home.

    A folder without content is refused (NoContentThere): it would be a lie to call it sound.
    """
    found: dict[tuple[Path, bool], Places] = {}
    for path in map(Path, map(os.path.abspath, typed)):
        root, name = _lies_in(path) or (None, "")
        is_guest = root is None
        if root is None:
            root, name = home, f"{HOMES.get(path.suffix, 'quizzes')}/{path.name}"
        asked = found.setdefault((root, is_guest), Places(root))
        asked.names.append(name)
        asked.guests.update({name: path} if is_guest else {})
    return tuple(found.values()) or (Places(home, [""]),)


def _lies_in(path: Path) -> tuple[Path, str] | None:
    """The root and the name of a path of content; None for a file from elsewhere."""
    is_folder = path.is_dir()
    if is_folder and any((path / folder).is_dir() for folder in FOLDERS):
        return (path.parent, "modules/") if _ends(path, "modules") else (path, "")
    for folder in FOLDERS:
        if _ends(path if is_folder else path.parent, folder):
            up = len(Path(folder).parts) - is_folder
            return path.parents[up], f"{folder}/{'' if is_folder else path.name}"
    if is_folder:
        raise NoContentThere(str(path))
    return None


def _ends(path: Path, folder: str) -> bool:
    parts = Path(folder).parts
    return path.parts[-len(parts) :] == parts

"""Published editions: one file each under standards/published/, written once, whole, and never edited.

A file holds the compiled catalogue of its edition (framework and tools), a digest of all that it says, and
the SHA-256 of the file of the edition before it, so that a change to any of them shows. Knows nothing of YAML or pages.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from practice_audit.documents import digest, pretty_text
from practice_audit.editions import in_time
from practice_audit.model import Catalogue
from practice_audit.problems import Problem, Unreadable
from site_build.whole_files import READABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER: Final = "standards/published"
FORMAT: Final = "practice-edition"
FORMAT_VERSION: Final = 1
HALF: Final = ".part"
"""What a file ends in while it is being written; nothing reads such a file, and the next publication removes it."""

_RESTORE: Final = "Bring the file back as it was from version control. What must change goes into a new edition."


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One published edition.

    `follows` is the edition before it ("" for the first), `follows_sha256` the digest of that edition's
    file. `written_for` holds the links (source -> target -> fingerprint) that were written for an older
    text of their target and that nobody has confirmed. `sha256` is the digest of this file.
    """

    catalogue: Catalogue
    published_on: str
    follows: str = ""
    follows_sha256: str = ""
    written_for: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sha256: str = ""

    @property
    def edition(self) -> str:
        """The edition's id."""
        return self.catalogue.edition.id

    @property
    def in_force_from(self) -> str:
        """The day from which it applies, as ISO 8601 text."""
        return self.catalogue.edition.in_force_from

    def to_bytes(self) -> bytes:
        """The file of this edition."""
        content: dict[str, Any] = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "published_on": self.published_on,
            "follows": self.follows,
            "follows_sha256": self.follows_sha256,
            "written_for": {source: dict(targets) for source, targets in sorted(self.written_for.items())},
            "catalogue": self.catalogue.to_json(),
        }
        return pretty_text({"digest": _digest(content), **content}).encode()


def path_of(edition: str) -> str:
    """The file of an edition, from the root of the checkout."""
    return f"{FOLDER}/{edition}.json"


def read_all(root: Path) -> tuple[Publication, ...]:
    """Every published edition, oldest first. Raises Unreadable with every problem of every file."""
    paths = sorted((root / FOLDER).glob("*.json"), key=lambda path: in_time(path.stem))
    found: list[Publication] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(_read(path.read_bytes(), path_of(path.stem)))
        except Unreadable as unreadable:
            problems.extend(unreadable.problems)
        except OSError:
            problems.append(_broken(path_of(path.stem)))
    if not problems:
        problems = list(_broken_chain(found))
    if problems:
        raise Unreadable(problems)
    return tuple(found)


@lru_cache(maxsize=64)
def _read(data: bytes, source: str) -> Publication:
    """One file. Raises Unreadable where it is broken or was edited."""
    try:
        content = _of_our_format(json.loads(data))
        compiled = content["catalogue"]
        told = content["digest"], compiled["digest"]
        true = _digest(content), digest({key: value for key, value in compiled.items() if key != "digest"})
        publication = Publication(
            catalogue=Catalogue.from_json(compiled),
            published_on=content["published_on"],
            follows=content["follows"],
            follows_sha256=content["follows_sha256"],
            written_for=content["written_for"],
            sha256=hashlib.sha256(data).hexdigest(),
        )
    except (ValueError, KeyError, TypeError, RecursionError, Unreadable) as error:
        raise Unreadable([_broken(source)]) from error
    if told != true or publication.edition != Path(source).stem:
        message = f"Edition {Path(source).stem} was changed after it was published."
        raise Unreadable([Problem(code="STD061", message=message, remedy=_RESTORE, source=source)])
    return publication


def _broken(source: str) -> Problem:
    return Problem(code="STD060", message="This is no whole file of an edition.", remedy=_RESTORE, source=source)


def _digest(content: Mapping[str, Any]) -> str:
    """The digest of a whole file: the catalogue is in it with its own digest."""
    parts = {key: value for key, value in content.items() if key != "digest"}
    return digest({**parts, "catalogue": parts["catalogue"]["digest"]})


def _of_our_format(content: dict[str, Any]) -> dict[str, Any]:
    if content["format"] != FORMAT or content["format_version"] != FORMAT_VERSION:
        raise ValueError(content["format"])
    return content


def _broken_chain(found: Sequence[Publication]) -> list[Problem]:
    """Each edition names the one before it and the digest of that one's file."""
    problems = []
    for before, after in zip((None, *found), found, strict=False):
        if after.follows == (before.edition if before else "") and after.follows_sha256 == (
            before.sha256 if before else ""
        ):
            continue
        if before is not None and after.follows == before.edition:
            message = f"Edition {before.edition} was changed after edition {after.edition} was published."
            source = path_of(before.edition)
        else:
            message = f"Edition {after.follows or 'none'} should come before edition {after.edition}, and does not."
            source = path_of(after.edition)
        problems.append(Problem(code="STD061", message=message, remedy=_RESTORE, source=source))
    return problems


def write(root: Path, publication: Publication) -> Path:
    """Put a new edition in its place: wholly there or not at all, whatever stops this program.

    Raises FileExistsError where that edition is there already.
    """
    target = root / path_of(publication.edition)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=HALF, delete=False) as half:
        half.write(publication.to_bytes())
        half.flush()
        os.fsync(half.fileno())
    Path(half.name).chmod(READABLE)
    try:
        os.link(half.name, target)  # takes the name only where it is free, and all at once
    finally:
        for left in target.parent.glob(f"*{HALF}"):
            left.unlink(missing_ok=True)
    _to_disk(target.parent)
    return target


def _to_disk(folder: Path) -> None:
    """Make a new name in a folder last; a system that cannot do so does it by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""What one page of the desk works with: the editions, how files are read, and what it has made so far."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit.desk.files import Files
from practice_audit.problems import visible
from practice_audit.sampling.table import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.desk.editions import Editions
    from practice_audit.desk.files import Content, Progress
    from practice_audit.desk.taking import Taken
    from practice_audit.problems import Problem
    from practice_audit.report.making import Made

    Record = dict[str, Any]

SHOWN = 200
"""As many files as a page lists; all of them stand in the list that it saves."""


@dataclass(kw_only=True, slots=True)
class Session:
    """One page. `made` is the report that stands on it, if one does; `refused` what was left out of the last choice."""

    editions: Editions
    made: Made | None = None
    refused: list[tuple[str, tuple[Problem, ...]]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question of the page, with the files that came with it."""

    payload: Mapping[str, Any]
    files: Files
    progress: Progress

    @classmethod
    def of(cls, payload: Mapping[str, Any], content: Content, progress: Progress) -> Asked:
        """A question; `payload` has the names of all its files under `files`."""
        names = tuple(str(name) for name in payload.get("files") or ())
        return cls(payload=payload, files=Files(names, content), progress=progress)

    def text(self, key: str) -> str:
        """What was typed, without outer spaces."""
        return str(self.payload.get(key) or "").strip()

    @property
    def today(self) -> dt.date:
        """The day of the page."""
        return dt.date.fromisoformat(self.payload["today"])

    def place(self, key: str) -> int | None:
        """The place of a single file, where one was chosen."""
        place: int | None = self.payload.get(key)
        return place

    @property
    def records(self) -> Iterable[int]:
        """The places of the files that may be records."""
        places: list[int] = self.payload.get("records") or []
        return places

    def watched(self, records: Iterable[Record], number: int) -> Iterator[Record]:
        """These records, of which there are so many; the page hears how far it is."""
        for done, record in enumerate(records, 1):
            yield record
            self.progress("count", done, number)

    def data(self, place: int) -> bytes:
        """The bytes of a single file. Raises Unreadable."""
        return self.files.data(place)

    def list_data(self, place: int) -> bytes:
        """The bytes of a list (CSV). Raises Unreadable."""
        return self.files.data(place, MOST_BYTES)


def told(problems: Iterable[Problem], source: str = "") -> list[dict[str, Any]]:
    """Problems as the page lists them: where, what, what to do."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "source": visible(source or each.source),
            "line": each.line,
            "message": _ended(visible(each.message)),
            "remedy": visible(each.remedy),
        }
        for each in problems
    ]


def _ended(sentence: str) -> str:
    """With a full stop, where it has none: what to do comes after it."""
    return sentence if sentence.endswith((".", "?", "!", "…", ":")) else f"{sentence}."


def left_out(taken: Taken) -> dict[str, Any]:
    """What the page says of the files: counts, and the first reason of each that was left out."""
    return {
        "outcomes": {outcome.replace(" ", "_"): number for outcome, number in taken.outcomes.items()},
        "others": taken.others,
        "made_up": taken.made_up,
        "refused": [
            {**told(problems[:1], name)[0], "more": len(problems) - 1}
            for name, problems in taken.refused[:SHOWN]
            if problems
        ],
        "unlisted": max(0, len(taken.refused) - SHOWN),
    }


def file(name: str, data: bytes) -> dict[str, str]:
    """A file for the page to save."""
    return {"name": name, "base64": base64.b64encode(data).decode("ascii")}

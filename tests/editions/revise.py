"""A year's revision of the real framework, in every way in which it can change; nothing here knows an entry by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practice_audit.model import Catalogue, Item
    from tests.editions.office import Data, Office


@dataclass
class Revised:
    """What a revision changed: each id by what became of it, and the words that say so."""

    reworded: str
    raised: str
    split: str
    parts: tuple[str, str]
    retired: str
    added: str
    moved: str
    moved_to: str
    grade: str
    question: str
    words: list[Data] = field(default_factory=list)

    @property
    def changed(self) -> set[str]:
        """The ids that are still there and say something else."""
        return {self.reworded, self.raised, self.grade, self.question}

    @property
    def gone(self) -> set[str]:
        """The ids that are no longer there."""
        return {self.split, self.retired, self.moved}


def revise(office: Office, tag: str) -> Revised:
    """Reword one expectation, raise one, split one, retire one, add one, move one, change a grade and a question."""
    catalogue = office.catalogue
    chapters = [chapter.id for chapter in catalogue.of_kind("chapter")]
    standards = [one for one in catalogue.of_kind("expectation") if one.part_of in chapters]
    enhanced = next(one for one in standards if one.level == "enhanced" and one.part_of == chapters[0])
    dispensable = next(one for one in standards if one.part_of == chapters[1] and _can_go(catalogue, one))
    reworded, split, moved = [
        one for one in standards if one.part_of == chapters[2] and one.level == "core" and one is not dispensable
    ][:3]
    grade = catalogue.of_kind("grade")[1]
    tool = catalogue.tool("ila")
    question = next(one for one in tool.questions.values() if one.type == "narrative")

    office.change(reworded.id, text=f"{reworded.text} So it was put in {tag}.")
    office.change(enhanced.id, level="core", text=f"{enhanced.text} Since {tag} it is done in every case.")
    parts = _split(office, split, tag)
    office.take_out(dispensable.id)
    office.point_elsewhere(dispensable.id, [])
    added = f"{chapters[0]}.added-{tag}"
    office.put_in(enhanced.id, _new(enhanced, added, f"Something was added in {tag}."))
    moved_to = _move(office, moved, standards, chapters[3])
    office.change(grade.id, text=f"{grade.text} So it is since {tag}.")
    office.change(question.id, ask=f"{question.ask} (since {tag})")
    office.raise_version(tool.id)
    office.count_again()
    revised = Revised(
        reworded=reworded.id,
        raised=enhanced.id,
        split=split.id,
        parts=parts,
        retired=dispensable.id,
        added=added,
        moved=moved.id,
        moved_to=moved_to,
        grade=grade.id,
        question=question.id,
    )
    revised.words = _words(revised)
    return revised


def _can_go(catalogue: Catalogue, standard: Item) -> bool:
    """Whether what it names stands on its own feet without it."""
    indicators = [catalogue.by_id[one] for one in standard.indicators]
    return all(len(one.expectations) > 1 for one in indicators) and standard.level != "info"


def _new(like: Item, identity: str, text: str) -> Data:
    return {
        "id": identity,
        "kind": "expectation",
        "text": text,
        "level": "info",
        "principles": list(like.principles),
        "indicators": [],
        "source": "S1.2",
        "origin": "design",
    }


def _split(office: Office, split: Item, tag: str) -> tuple[str, str]:
    first, second = (f"{split.id}-{half}-{tag}" for half in ("one", "two"))
    entry = office.take_out(split.id)
    office.put_in(
        _neighbour(office, split),
        {**entry, "id": first, "text": "The first half is done."},
        {**entry, "id": second, "text": "The second half is done."},
    )
    office.point_elsewhere(split.id, [first, second])
    return first, second


def _move(office: Office, moved: Item, standards: list[Item], chapter: str) -> str:
    there = f"{chapter}.{moved.id.rpartition('.')[2]}-moved"
    entry = office.take_out(moved.id)
    beside = next(one for one in standards if one.part_of == chapter)
    office.put_in(beside.id, {**entry, "id": there})
    office.point_elsewhere(moved.id, [there])
    return there


def _neighbour(office: Office, standard: Item) -> str:
    """Another expectation of the same chapter that is still there."""
    from practice_audit import sources  # noqa: PLC0415 - the YAML is between two states: it has errors, and places

    known = sources.read(office.root).places
    return next(one for one in known if one.startswith(f"{standard.part_of}.") and one != standard.id)


def _words(revised: Revised) -> list[Data]:
    reason = "The rehearsal wants it so."
    said = [
        (revised.reworded, "wording", None),
        (revised.raised, "raised", None),
        (revised.split, "split", list(revised.parts)),
        (revised.retired, "retired", []),
        (revised.added, "new", None),
        (revised.moved, "moved", [revised.moved_to]),
        (revised.grade, "clarified", None),
        (revised.question, "clarified", None),
    ]
    return [
        {"id": one, "change": word, "reason": reason, **({} if successors is None else {"successors": successors})}
        for one, word, successors in said
    ]

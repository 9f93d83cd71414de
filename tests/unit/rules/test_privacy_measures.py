"""How much the privacy guard finds, and how often it is wrong: both are measured, printed and kept."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from practice_audit.rules.guard import hits
from site_build.paths import BUILD, DEFINITIONS, DOCS, ROOT
from tests.unit.rules.identifiers import HOW_MANY, planted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.model import Catalogue

LEAST_FOUND = 0.95
MOST_FALSE = 0.05
NOT_PROSE = re.compile(r"^(```|[|<:{#]|---|\w+:)|^\s*$")
MARKS = re.compile(r"`[^`]*`|\{\{.*?\}\}|\]\([^)]*\)|https?://\S+|[*_\[\]]")
END = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z“])|\n\s*\n")


def sentences() -> list[str]:
    """Every sentence of the handbook's own: the texts of standards, tools and wording, and the prose of the pages."""
    texts: list[str] = []
    for path in sorted(
        (*(ROOT / "standards").rglob("*.yaml"), *DEFINITIONS.rglob("*.yaml"), ROOT / "tools/wording.yaml")
    ):
        texts += _texts(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in sorted(DOCS.rglob("*.md")):
        texts += _prose(path.read_text(encoding="utf-8"))
    found = (" ".join(part.split()) for text in texts for part in END.split(text))
    return list(dict.fromkeys(part for part in found if len(part.split()) > 3))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(each)


def _prose(page: str) -> Iterator[str]:
    """The paragraphs of a page, without code, tables and the marks of Markdown."""
    page = re.sub(r"^---\n.*?\n---\n|^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    for block in re.split(r"\n\s*\n", page):
        lines = [line.lstrip("-0123456789. ") for line in block.splitlines() if not NOT_PROSE.match(line)]
        yield MARKS.sub("", " ".join(lines))


def keep(measure: str, numbers: dict[str, object]) -> None:
    """Print a measure and keep it in build/privacy.json, beside the others."""
    path = BUILD / "privacy.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**kept, measure: numbers}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"\nprivacy guard, {measure}: {numbers}")  # noqa: T201 - the numbers are to be read


def test_at_least_95_in_100_personal_details_are_found(catalogue: Catalogue) -> None:
    """Of 500 made-up details in sentences, at least 95 % are touched by a hit, sure or doubtful."""
    known = catalogue.own_words
    made = planted()
    missed, sure = [], 0
    for one in made:
        start = one.sentence.index(one.detail)
        touching = [hit for hit in hits(one.sentence, known) if hit.start < start + len(one.detail) and start < hit.end]
        sure += any(hit.sure for hit in touching)
        if not touching:
            missed.append(f"{one.sort}: {one.sentence}")
    found = len(made) - len(missed)
    keep("found", {"planted": len(made), "found": found, "sure": sure, "share": round(found / len(made), 3)})
    assert len(made) == HOW_MANY
    assert found >= LEAST_FOUND * HOW_MANY, missed


def test_at_most_5_in_100_of_our_own_sentences_raise_an_alarm(catalogue: Catalogue) -> None:
    """The handbook names no one: at most 5 % of its sentences raise a doubt, and none a sure alarm."""
    known = catalogue.own_words
    own = sentences()
    alarms = {sentence: found for sentence in own if (found := hits(sentence, known))}
    sure = [sentence for sentence, found in alarms.items() if any(hit.sure for hit in found)]
    share = round(len(alarms) / len(own), 4)
    keep("false alarms", {"sentences": len(own), "alarms": len(alarms), "sure": len(sure), "share": share})
    assert len(own) > 4000
    assert sure == []
    assert share <= MOST_FALSE, list(alarms)

"""Texts that want to be code, in every text of a record, and what would show if one of them had its way."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import BrowserContext, Page

    from practice_audit.model import Question, Tool

CORPUS: Final[list[str]] = [
    row["text"] for row in json.loads((Path(__file__).parents[1] / "data" / "payloads.json").read_text("utf-8"))
]
SIDES: Final = ("detail", "where", "reason")
"""Parts of an answer that are text whatever the question's type."""
TRAPS: Final = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = () => window.ran.push(name);
"""
INTRUDERS: Final = """
() => {
  const inside = [...document.querySelectorAll("#qa-main *")];
  const data = "script[type='application/json']";
  const odd = "script, iframe, object, embed, svg:not(.qa-symbol), math, img, form, base, meta, link, style";
  const leads = ["href", "src", "action", "formaction", "data"];
  const runs = (each) => each.name.startsWith("on") || each.name === "style" ||
    (leads.includes(each.name) && /^\\s*(javascript|vbscript|data):/i.test(each.value));
  const bad = inside.filter((one) => !one.matches(data) && (one.matches(odd) || [...one.attributes].some(runs)));
  return [...bad.map((one) => one.outerHTML.slice(0, 200)), ...window.ran, ...("polluted" in {} ? ["polluted"] : []),
          ...(window.owned === undefined ? [] : ["owned"])];
}
"""
"""Elements and attributes that no template puts into a form, and signs that something ran."""


def set_traps(context: BrowserContext) -> None:
    """Let every page of the context tell what ran in it."""
    context.add_init_script(TRAPS)


def intruders(page: Page) -> list[str]:
    """What got into the page or ran there; nothing where all is well."""
    found: list[str] = page.evaluate(INTRUDERS)
    return found


def texts() -> Iterator[list[str]]:
    """The whole corpus for each text, which begins with another of its texts each time."""
    start = 0
    while True:
        yield CORPUS[start:] + CORPUS[:start]
        start = (start + 1) % len(CORPUS)


def laden(tool: Tool, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with the whole corpus in place of each text."""
    full: dict[str, Any] = copy.deepcopy(dict(answers))
    shares = texts()
    for identity, answer in full.items():
        question = tool.questions.get(identity)
        if question is None:
            continue
        _load(question, answer, shares)
        fields = {one.id: one for one in question.fields}
        for row in answer.get("rows", []):
            for name, cell in row.items():
                if name in fields:
                    _load(fields[name], cell, shares)
    return full


def _load(question: Question, answer: dict[str, Any], shares: Iterator[list[str]]) -> None:
    if question.type in {"text", "narrative"} and "value" in answer:
        answer["value"] = joined(next(shares), long=question.type == "narrative")
    for side in SIDES:
        if side in answer:
            answer[side] = joined(next(shares), long=False)


def joined(share: list[str], *, long: bool) -> str:
    """One text of several: in lines, or in one line, without spaces at its ends, as a form keeps it."""
    lines = [text if long else " ".join(text.splitlines()) for text in share]
    return ("\n" if long else " ; ").join(lines).strip()


def spoken(answers: Mapping[str, Any]) -> Iterator[str]:
    """Every laden text among the answers."""
    for answer in answers.values():
        cells = [cell for row in answer.get("rows", []) for cell in row.values() if isinstance(cell, dict)]
        for one in (answer, *cells):
            yield from (
                text
                for text in (one.get(key) for key in ("value", *SIDES))
                if isinstance(text, str) and len(text) > 400
            )

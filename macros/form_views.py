"""What the pages of a tool show: its start page and its form document.

The parts of the form come from the engine (`practice_audit.forms`), the words of the frame from
tools/wording.yaml. Here they meet; the markup is in `templates/form/`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from macros import addresses
from practice_audit.forms.making import form as form_of
from practice_audit.made_up import MARK
from practice_audit.rules.guard import KINDS
from practice_audit.rules.moderation import MODERATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros.handbook import Handbook
    from practice_audit.forms.view import Field, Form, Standard
    from practice_audit.model import Tool

_SLOT = re.compile(r"\{(\w+)\}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_SHORT = frozenset({"line", "date", "select"})
_STANDARDS = frozenset({"expectation", "indicator"})
_SEEN = "unfolded"  # the part of the question that says when a moderator saw the judgement


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of one tool's pages: `page` of tools/wording.yaml, with the tool's own in their slots."""

    page: Mapping[str, Any]
    script: Mapping[str, Any]
    engine: Mapping[str, Any]
    own: Mapping[str, str]

    def say(self, key: str, n: int | Markup | None = None, **slots: object) -> Markup:
        """The words with this key ("start.you_need"), escaped, slots filled, **strong** as an element.

        `n` chooses between one and several. A slot's value may be markup, and so may `n` where the
        script fills it in. KeyError names a missing key.
        """
        entry: Any = self.page
        for part in key.split("."):
            entry = entry[part]
        if isinstance(entry, dict):
            entry = entry["one" if n == 1 else "other"]
        return _filled(entry, {**self.own, "n": n, **slots})

    def lines(self, key: str) -> tuple[Markup, ...]:
        """A list of texts with this key."""
        group, name = key.split(".")
        entry = self.page[group] if name == "*" else self.page[group][name]
        return tuple(_filled(text, self.own) for text in entry)

    @property
    def for_engine(self) -> Markup:
        """The sentences that the engine fills in, as JSON that can stand in a script element."""
        return _json(dict(self.engine))

    @property
    def for_script(self) -> Markup:
        """The words that the script needs, as JSON that can stand in a script element."""
        return _json(dict(self.script))


def _json(value: object) -> Markup:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - no markup can stand in it


def _filled(text: str, slots: Mapping[str, object]) -> Markup:
    """A text with its slots filled and its stars turned into elements; everything else is escaped."""
    filled = _SLOT.sub(lambda found: str(escape(slots[found[1]])), str(escape(text)))
    return Markup(_STRONG.sub(r"<strong>\1</strong>", filled))  # noqa: S704 - every part was escaped


def _slot(name: str) -> Markup:
    return Markup('<span data-slot="{}"></span>').format(name)


@dataclass(frozen=True, kw_only=True)
class ToolView:
    """A tool's start page or form.

    `forms` gives each tool's form, relative to the site's root; `titles` its name; `dates` the
    question that dates its records; `seen` the question that says when what was folded away in it
    was shown, where there is one; `editions` since when each published edition is in force.
    `blind_start`: a moderator gives a provisional grade first. `can_be_moderated`: another tool of
    the edition looks at the finished records of this one.
    """

    form: Form
    words: Words
    checklists: tuple[str, ...]
    forms: Mapping[str, str]
    titles: Mapping[str, str]
    dates: Mapping[str, str]
    seen: Mapping[str, str]
    editions: Mapping[str, str]
    draft_days: int
    blind_start: bool
    can_be_moderated: bool
    not_yet: tuple[Markup, ...]

    @property
    def say(self) -> Any:
        """The words of the page."""
        return self.words.say

    @property
    def made_up(self) -> str:
        """The first line of records that are made up: a correction of one says so, too."""
        return MARK

    @property
    def tools_json(self) -> Markup:
        """What each tool is called, where its form is, and which questions the script asks about, as JSON for it."""
        return _json(
            {
                key: {
                    "title": self.titles.get(key, ""),
                    "form": form,
                    "date": self.dates.get(key, ""),
                    "seen": self.seen.get(key, ""),
                }
                for key, form in self.forms.items()
            }
        )

    @staticmethod
    def slot(name: str) -> Markup:
        """A place that the script fills."""
        return _slot(name)

    @property
    def has_conversation(self) -> bool:
        """Whether questions can be taken into a conversation."""
        return self.has_part("conversation-questions")

    def has_part(self, part: str) -> bool:
        """Whether a question of the form plays this part in the rules."""
        return self.with_part(part) != ()

    @property
    def moderates(self) -> bool:
        """Whether the form looks at an audit that was completed."""
        return any(self.has_part(part) for part in MODERATED)

    @property
    def follows(self) -> bool:
        """Whether the form fills in rows from an earlier record."""
        return self.has_part("action-updates") or self.has_part("rechecked")

    def with_part(self, part: str) -> tuple[Field, ...]:
        """The fields that play this part in the rules."""
        return tuple(field for section in self.form.sections for field in section.fields if field.part == part)

    def with_widget(self, widget: str) -> tuple[Field, ...]:
        """The fields that this control shows."""
        return tuple(field for section in self.form.sections for field in section.fields if field.widget == widget)

    @property
    def editions_json(self) -> Markup:
        """Every published edition and since when it is in force, oldest first, as JSON for the script."""
        return _json([{"edition": edition, "since": day} for edition, day in self.editions.items()])

    def standards_of(self, field: Field) -> tuple[Standard, ...]:
        """What stands beside a question: expectations and indicators only."""
        return tuple(standard for standard in field.standards if standard.kind in _STANDARDS)

    def more_of(self, field: Field) -> tuple[Standard, ...]:
        """What else of the framework stands beside a question: methods, grades, principles."""
        return tuple(standard for standard in field.standards if standard.kind not in _STANDARDS)

    @staticmethod
    def in_pairs(cells: tuple[Field, ...]) -> frozenset[str]:
        """The fields of a row that stand two by two; where three short ones follow each other, the last two."""
        runs = groupby(cells, key=lambda cell: cell.widget in _SHORT and cell.offers != "standards")
        paired: list[Field] = []
        for is_short, run in runs:
            fields = tuple(run)
            paired.extend(fields[len(fields) % 2 :] if is_short else ())
        return frozenset(field.id for field in paired)

    def can_load(self, field: Field) -> bool:
        """Whether there is a tool here whose record this field can load."""
        return any(name in self.forms for name in field.accepts)

    def loaded_title(self, field: Field) -> str:
        """What a loaded record is called: by its tool, where only one will do."""
        return self.titles[field.accepts[0]] if len(field.accepts) == 1 else self.say("question.any_record")

    @property
    def standards(self) -> int:
        """How many standards the finder looks through."""
        return sum(len(group.choices) for group in self.form.standards)


@dataclass(frozen=True, kw_only=True)
class DraftsView:
    """The note about drafts on the home page. `titles` and `forms` as in `ToolView`."""

    words: Words
    titles: Mapping[str, str]
    forms: Mapping[str, str]

    @property
    def tools_json(self) -> Markup:
        """What each tool is called and where its form is, as JSON for the script."""
        return _json({key: {"title": title, "form": self.forms[key]} for key, title in self.titles.items()})

    @staticmethod
    def slot(name: str) -> Markup:
        """A place that the script fills."""
        return _slot(name)


def home(handbook: Handbook) -> DraftsView:
    """The note about drafts on this computer. Its script needs the words for moments only."""
    wording, tools = handbook.wording, handbook.catalogue.tools
    return DraftsView(
        words=Words(page=wording["page"], script={"when": wording["script"]["when"]}, engine={}, own={}),
        titles={tool.id: tool.title for tool in tools},
        forms={tool.id: addresses.form(tool.id) for tool in tools},
    )


def start(handbook: Handbook, tool: Tool) -> ToolView:
    """The start page of a tool."""
    return _view(handbook, tool)


def form(handbook: Handbook, tool: Tool) -> ToolView:
    """The form document of a tool."""
    return _view(handbook, tool)


def _view(handbook: Handbook, tool: Tool) -> ToolView:
    made = form_of(tool, handbook.catalogue, handbook.settings)
    own = {"thing": "audit", **made.words}
    wording = handbook.wording
    words = Words(
        page=wording["page"], script={**wording["script"], "kinds": dict(KINDS)}, engine=wording["engine"], own=own
    )
    known = {other.id for other in handbook.catalogue.tools if not other.readers}  # a family's words begin no audit
    accepted = (name for section in made.sections for field in section.fields for name in field.accepts)
    not_yet = (own[key] for key in sorted(own) if key.startswith("not_yet_"))
    return ToolView(
        form=made,
        words=words,
        checklists=tuple(dict.fromkeys(name for name in accepted if name in known)),
        dates={other.id: other.record.get("completed_on", "") for other in handbook.catalogue.tools},
        seen={
            other.id: question.id
            for other in handbook.catalogue.tools
            for question in other.questions.values()
            if question.part == _SEEN
        },
        titles={other.id: other.title for other in handbook.catalogue.tools},
        forms={other.id: addresses.form(other.id) for other in handbook.catalogue.tools},
        editions={each.edition.id: each.edition.in_force_from for each in handbook.editions},
        draft_days=int(handbook.setting("retention", "drafts_days") or 0),
        blind_start=handbook.setting("moderation", "blind_start") is not False,
        can_be_moderated=any(
            question.accepts == tool.id and question.part in MODERATED
            for other in handbook.catalogue.tools
            for question in other.questions.values()
        ),
        not_yet=tuple(_filled(text, own) for text in not_yet),
    )

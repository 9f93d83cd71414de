"""From a tool and its catalogue to the form that templates print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.forms.offers import (
    FALLS_SHORT,
    FIRST_ROW,
    NEW_ROW,
    STANDARD_KINDS,
    asks_which,
    choices,
    section_standards,
    widget,
    width,
)
from practice_audit.forms.view import (
    Choice,
    Field,
    Form,
    FormGroup,
    FormSection,
    Input,
    Reveal,
    Rows,
    Standard,
    StandardGroup,
)
from practice_audit.model import ROW_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Detail, Question, Section, Tool


def form(tool: Tool, catalogue: Catalogue, settings: Mapping[str, Json]) -> Form:
    """The form of `tool`. `settings` gives the local lists (`areas`, `services`), which may be empty."""
    maker = _Maker(tool, catalogue, settings)
    groups: dict[str, list[FormSection]] = {}
    for number, section in enumerate(tool.sections, start=1):
        groups.setdefault(section.group, []).append(maker.section(section, number))
    return Form(
        tool=tool.id,
        version=tool.version,
        title=tool.title,
        lead=tool.lead,
        edition=catalogue.edition.id,
        digest=catalogue.digest,
        start=tool.start,
        unkept=tool.unkept,
        you_need=tool.you_need,
        groups=tuple(FormGroup(title=title, sections=tuple(sections)) for title, sections in groups.items()),
        standards=all_standards(catalogue),
        words=tool.words,
        readers=tool.readers,
    )


def all_standards(catalogue: Catalogue) -> tuple[StandardGroup, ...]:
    """Every expectation and indicator, by the chapter or section that holds it, in document order."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in catalogue.items:
        if item.kind in STANDARD_KINDS:
            groups.setdefault(item.part_of, []).append((item.id, item.text))
    return tuple(
        StandardGroup(id=key, title=catalogue.by_id[key].name if key in catalogue.by_id else "", choices=tuple(found))
        for key, found in groups.items()
    )


class _Maker:
    """Makes the fields of one form: holds what all of them look at."""

    def __init__(self, tool: Tool, catalogue: Catalogue, settings: Mapping[str, Json]) -> None:
        self._tool = tool
        self._catalogue = catalogue
        self._settings = settings

    def section(self, section: Section, number: int) -> FormSection:
        """One section with its fields."""
        return FormSection(
            id=section.id,
            number=number,
            title=section.title,
            lead=section.lead,
            hint=section.hint,
            area=section.area,
            fields=tuple(
                self._field(question, question.id, section, heading=section.headings.get(question.id, ""))
                for question in section.questions
            ),
            readers=section.readers,
        )

    def _field(self, question: Question, prefix: str, section: Section, *, heading: str = "") -> Field:
        """One field whose controls' ids start with `prefix`."""
        local = self._local(question)
        kind = "line" if local == () else widget(question)
        return Field(
            id=prefix,
            name=question.id,
            type=question.type,
            widget=kind,
            ask=question.ask,
            hint=question.hint,
            only_if=_only_if(question, section),
            heading=heading,
            width=width(question),
            optional=question.required == "optional" and question.required_when is None and question.type != "show",
            advised=question.required == "advised",
            required=question.required == "always" and question.when is None,
            many=question.type == "multi",
            input=_control(kind, prefix),
            date=tuple(Input(id=f"{prefix}-{part}") for part in ("day", "month", "year")) if kind == "date" else (),
            choices=tuple(self._choices(question, prefix, section, local)),
            where=Input(id=f"{prefix}-where") if question.type == "ready" else None,
            reveals=tuple(self._reveals(question, prefix)),
            none=Choice(id=f"{prefix}-none", value="none", label=question.or_none) if question.or_none else None,
            reason=_input(question.or_reason, f"{prefix}-reason"),
            rows=self._rows(question, prefix, section),
            accepts=self._catalogue.accepted(question),
            keeps=bool(question.keeps),
            shows=question.shows,
            only=question.only,
            leaves_out=question.leaves_out,
            standards=tuple(self._beside(question)),
            rules=question.rules,
            part=question.part,
            offers=question.options_from,
            screen=question.screen,
        )

    def _rows(self, question: Question, prefix: str, section: Section) -> Rows | None:
        """The rows of a question that has rows, without the fields that are filled in on export."""
        if question.type not in ROW_TYPES:
            return None
        shown = [field for field in question.fields if "fixed" not in field.screen]
        first, template = (
            tuple(self._field(field, f"{prefix}-{row}.{field.id}", section) for field in shown)
            for row in (FIRST_ROW, NEW_ROW)
        )
        return Rows(
            name=question.row_name,
            add=question.screen.get("row_add", ""),
            row=first,
            template=template,
            at_least=question.at_least,
        )

    def _local(self, question: Question) -> tuple[str, ...] | None:
        """The local list that a question offers; None if it offers no local list."""
        if not question.options_from.startswith("settings."):
            return None
        return tuple(self._settings.get(question.options_from.removeprefix("settings.")) or ())

    def _choices(
        self, question: Question, prefix: str, section: Section, local: tuple[str, ...] | None
    ) -> Iterator[Choice]:
        """The choices that stand in the page from the start.

        A select for one standard has none of its own: it shows the form's `standards` in groups.
        """
        if local is not None:
            for number, text in enumerate(local, start=1):
                yield Choice(id=f"{prefix}-value" + (f"-{number}" if number > 1 else ""), value=text, label=text)
            return
        by_id = self._catalogue.by_id
        offered: Iterable[tuple[str, str, str]] = choices(question, self._tool, self._catalogue)
        if question.options_from == "standards":
            near = section_standards(section, self._catalogue) if question.type == "multi" else ()
            offered = ((key, by_id[key].text, "") for key in near)
        for value, label, hint in offered:
            yield Choice(
                id=f"{prefix}-{value}",
                value=value,
                label=label,
                hint=hint,
                reveals=" ".join(self._revealed_by(question, value)),
                stop=question.stops.get(value, ""),
                demands=question.type == "grade" and by_id[value].details.get("actions") == "required",
            )

    def _revealed_by(self, question: Question, value: str) -> Iterator[str]:
        """The names of the parts that one choice shows."""
        if value in question.details:
            yield f"detail-{value}"
        if value in FALLS_SHORT and asks_which(question, self._catalogue):
            yield "which"

    def _reveals(self, question: Question, prefix: str) -> Iterator[Reveal]:
        """The parts that stand under the choices."""
        for value, detail in question.details.items():
            yield Reveal(when=f"detail-{value}", input=_input(detail, f"{prefix}-detail-{value}"))
        if asks_which(question, self._catalogue):
            boxes = (
                Choice(id=f"{prefix}-which-{item.id}", value=item.id, label=item.text)
                for item in self._catalogue.expectations_of(question)
            )
            yield Reveal(when="which", choices=tuple(boxes))

    def _beside(self, question: Question) -> Iterator[Standard]:
        """The standards beside a question: expectations with their indicators, and what else it names."""
        by_id = self._catalogue.by_id
        shown = {key for item in self._catalogue.expectations_of(question) for key in item.indicators}
        for item in (by_id[link] for link in question.links if link in by_id and link not in shown):
            yield Standard(
                id=item.id,
                text=item.name,
                kind=item.kind,
                core=item.level == "core",
                proposed=item.level_status == "proposed",
                indicators=tuple((key, by_id[key].text) for key in item.indicators if key in by_id),
            )


def _only_if(question: Question, section: Section) -> str:
    """The condition of a question as a sentence; its own note instead, where it has one.

    A condition that the whole section shares is said in its lead, and not again at each question.
    """
    if question.screen.get("when_note"):
        return question.screen["when_note"]
    own = question.when_words.removeprefix(section.when_words).removeprefix(" and ")
    return f"Only if {own}." if own else ""


def _control(kind: str, prefix: str) -> Input | None:
    """The one control of a widget that has one: a field to type or choose in, or the button that unfolds."""
    if kind == "unfold":
        return Input(id=f"{prefix}-show")
    return Input(id=f"{prefix}-value") if kind in {"line", "textarea", "record", "select"} else None


def _input(detail: Detail | None, key: str) -> Input | None:
    """The input of a reason or detail."""
    return Input(id=key, label=detail.ask, long=detail.long) if detail else None

"""Personal details while someone types: what an answer seems to hold, and role words instead of it.

The names are those that the person typed for this sitting: they come with each call and nothing here
keeps them. What matched goes back to the page that shows it to the one who wrote it, and nowhere else.

    guard    {record, question, names}       -> {found: [{control, field, kind, words, sure, text, word}]}
    held     {record}                        -> {questions: [{question, label, kinds: [{words, n}]}]}
    named    {record, names}                 -> {names: [answers with it], questions: [{question, control, label, n}]}
    replace  {record, question, text, word}  -> {changes: [{question, control, before, after}],
                                                 answers: {question: answer}, elsewhere}

`held` is for a file that leaves or arrives, and repeats nothing of the text. `kind` is one of `guard.KINDS`,
or "listed" for a name of the list, which has its role word in `word`. `question` "" stands for everywhere;
`elsewhere` counts the other answers that hold the text.
"""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from practice_audit.browser.session import answers_of
from practice_audit.forms.places import control_id
from practice_audit.problems import Problem, Severity, pointer_parts
from practice_audit.rules.answers import Answer
from practice_audit.rules.guard import KINDS, hits
from practice_audit.rules.names import Name, places, replaced
from practice_audit.rules.privacy import FreeText, field_of, free_texts, marks_of, seen_in
from practice_audit.rules.reading import mapping, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.browser.session import Session

LISTED: Final = "listed"
_LONGEST_LIST = 200
_LIST_REMEDY = "Use the role words beside the answer, or in the list of names on the list of sections."


def guard(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What one answer, with its rows, seems to hold; nothing that the record marks as no person's detail."""
    record = mapping(payload["record"])
    names, marked = _names(payload), marks_of(record)
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for piece in _texts(session, record, str(payload["question"])):
        base = {"control": _control(session, record, piece), "field": field_of(piece.answer)}
        taken = []
        for name in names:
            for start, end in places(piece.text, name.name):
                taken.append((start, end))
                told = {"kind": LISTED, "words": "", "sure": False, "text": piece.text[start:end], "word": name.word}
                found.setdefault((base["control"], LISTED, name.name.casefold()), {**base, **told})
        for hit in seen_in(piece, session.catalogue.own_words):
            within = any(start < hit.end and hit.start < end for start, end in taken)
            if (not hit.sure and (base["field"], hit.kind) in marked) or (hit.kind == "name" and within):
                continue
            text = piece.text[hit.start : hit.end]
            told = {"kind": hit.kind, "words": KINDS[hit.kind], "sure": hit.sure, "text": text, "word": ""}
            found.setdefault((base["control"], hit.kind, text.casefold()), {**base, **told})
    return {"found": list(found.values())}


def held(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What a whole draft seems to hold: each question with the kinds and how often, and nothing of the text.

    As R170 has it: marks quiet a doubt, and of what came from a loaded file only what is sure is told.
    """
    record = mapping(payload["record"])
    own, marked = session.catalogue.own_words, marks_of(record)
    questions: dict[tuple[str, str], Counter[str]] = {}
    for piece in _texts(session, record, loaded=True):
        field = field_of(piece.answer)
        place = (pointer_parts(piece.pointer)[1], piece.answer.question.ask)
        for hit in seen_in(piece, own):
            if hit.sure or (piece.side and (field, hit.kind) not in marked):
                questions.setdefault(place, Counter())[hit.kind] += 1
    for label, texts in _beside(record):
        for hit in (hit for text in texts for hit in hits(text, own) if hit.sure):
            questions.setdefault(("", label), Counter())[hit.kind] += 1
    return {
        "questions": [
            {
                "question": question,
                "label": label,
                "kinds": [{"words": words, "n": kinds[kind]} for kind, words in KINDS.items() if kinds[kind]],
            }
            for (question, label), kinds in questions.items()
        ]
    }


def counted(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """How many answers hold each name of the list, and how often each question holds any, and what is kept beside."""
    record, names = mapping(payload["record"]), _names(payload)
    holding: list[set[str]] = [set() for _ in names]
    questions: dict[str, dict[str, Any]] = {}
    for piece in _texts(session, record):
        for name, fields in zip(names, holding, strict=True):
            times = len(list(places(piece.text, name.name)))
            if times:
                fields.add(field_of(piece.answer))
                place = {"question": pointer_parts(piece.pointer)[1], "label": piece.answer.question.ask, "n": 0}
                entry = questions.setdefault(
                    field_of(piece.answer), {**place, "control": _control(session, record, piece)}
                )
                entry["n"] += times
    aside = [
        {"question": "", "control": "", "label": label, "n": n}
        for label, texts in _beside(record)
        if (n := sum(len(list(places(text, name.name))) for name in names for text in texts))
    ]
    return {"names": [len(fields) for fields in holding], "questions": [*questions.values(), *aside]}


def _beside(record: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """What a draft's file holds beside its answers, each with its question.

    Answers that had no place in a newer edition, and what loaded records tell.
    """
    sitting = mapping(record.get("sitting"))
    aside = sitting.get("set_aside")
    for entry in aside if isinstance(aside, list) else ():
        lines = mapping(entry).get("lines")
        yield trimmed(mapping(entry).get("ask")), [str(line) for line in (lines if isinstance(lines, list) else ())]
    for told in mapping(sitting.get("loaded")).values():
        for group in mapping(told).values():
            for said in group if isinstance(group, list) else ():
                yield trimmed(mapping(said).get("ask")), [trimmed(mapping(said).get("words"))]


def named(session: Session, payload: Mapping[str, Any], section: str | None) -> Iterator[tuple[Problem, Any]]:
    """R170: answers that hold names of the list, as warnings with a count; the names are not repeated."""
    names, record = _names(payload), mapping(payload["record"])
    if not names:
        return
    own = {question.id for part in session.tool.sections if section in (None, part.id) for question in part.questions}
    for piece in _texts(session, record):
        times = sum(len(list(places(piece.text, name.name))) for name in names)
        if times and pointer_parts(piece.pointer)[1] in own:
            thing = "a name" if times == 1 else f"{times} names"
            yield (
                Problem(
                    code="R170",
                    pointer=piece.pointer,
                    message=f"Take {thing} from your list out of “{piece.answer.question.ask}”",
                    remedy=_LIST_REMEDY,
                    severity=Severity.WARNING,
                ),
                record,
            )


def left_in(session: Session, found: Iterable[tuple[Problem, Any]]) -> list[dict[str, str]]:
    """What a record that is about to be saved still holds and may identify a person: sentences with their controls."""
    return [
        {
            "message": problem.message,
            "control": control_id(problem.pointer, record, session.tool, session.catalogue),
        }
        for problem, record in found
        if problem.code == "R170"
    ]


def replace(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with a role word in place of a text: in one question, or everywhere in the draft."""
    record, question = mapping(payload["record"]), str(payload["question"])
    text, word = str(payload["text"]), trimmed(payload["word"])
    answers: dict[str, Any] = {}
    changes, elsewhere = [], set()
    for piece in _texts(session, record):
        name = pointer_parts(piece.pointer)[1]
        after = replaced(piece.text, text, word)
        if after == piece.text:
            continue
        if question not in ("", name):
            elsewhere.add(field_of(piece.answer))
            continue
        answer = answers.setdefault(name, copy.deepcopy(answers_of(record)[name]))
        _side_of(answer, piece)[piece.side] = after
        control = _control(session, record, piece)
        changes.append({"question": name, "control": control, "before": piece.text, "after": after})
    return {"changes": changes, "answers": answers, "elsewhere": len(elsewhere)}


def _side_of(answer: dict[str, Any], piece: FreeText) -> dict[str, Any]:
    """The object in a whole answer that holds a piece of text: itself, or the field of one of its rows."""
    path = pointer_parts(piece.answer.pointer)[2:]
    if not path:
        return answer
    field: dict[str, Any] = answer["rows"][int(path[1])][path[2]]
    return field


def _texts(
    session: Session, record: Mapping[str, Any], question: str = "", *, loaded: bool = False
) -> Iterator[FreeText]:
    """What was typed in every question, asked or not, or in one of them, with the rows of each; or also loaded."""
    answers = answers_of(record)
    for section in session.tool.sections:
        for each in section.questions:
            if each.id in answers and question in ("", each.id):
                whole = Answer(question=each, section=section, raw=answers[each.id], pointer=f"/answers/{each.id}")
                fields = (field for row in whole.rows for field in row.answered_fields)
                yield from (piece for piece in free_texts((whole, *fields)) if piece.side or loaded)


def _control(session: Session, record: Mapping[str, Any], piece: FreeText) -> str:
    return control_id(piece.pointer, record, session.tool, session.catalogue)


def _names(payload: Mapping[str, Any]) -> tuple[Name, ...]:
    """The list of names as the page sends it; whatever is no name is left out."""
    rows = payload.get("names")
    pairs = [mapping(row) for row in (rows if isinstance(rows, list) else ())[:_LONGEST_LIST]]
    return tuple(
        Name(name=trimmed(row.get("name")), word=trimmed(row.get("word"))) for row in pairs if trimmed(row.get("name"))
    )

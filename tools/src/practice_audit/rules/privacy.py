"""Likely personal data in free text: R170. What matched is never repeated.

Only patterns that are as good as sure are looked for: e-mail addresses, telephone numbers, National
Insurance numbers, NHS numbers whose check digit is right, full postcodes, and a date beside "born".
A name cannot be told from other words, so the form asks people to use roles. Codes, references,
dates and digests are not searched.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from practice_audit.problems import pointer_parts, pointer_to
from practice_audit.rules import reading
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

_FREE = ("text", "narrative")
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_DASHES = dict.fromkeys(range(0x2010, 0x2016), "-")

_EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?!\w)")
_GAP = r"[ .-]?"
_TELEPHONE = re.compile(
    r"(?<![\w.+/-])(?:"
    rf"(?:\+44|0044) ?(?:\(0\))?{_GAP}[1-9](?:{_GAP}\d){{8,9}}"
    r"|0[1-35789]\d{9}"
    r"|\(?0[1-35789]\d(?:"  # then by the length of the area code, which may stand in brackets
    r"\)?[ .-]\d{4}[ .-]?\d{4}|\d\)?[ .-]\d{3}[ .-]?\d{4}|\d\d\)?[ .-]\d{3}[ .-]?\d{3}|\d\d\d\)?[ .-]\d{5}"
    r"))(?![\w/-]|\.\d)"
)
_INSURANCE = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)",
    re.IGNORECASE,
)
_TEN_DIGITS = re.compile(r"(?<![\w./-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\w/-]|\.\d)")
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_POSTCODE = re.compile(
    rf"(?<![\w.-])(?:{_AREA})\d[A-Z\d]?(?P<gap> ?)(?P<inward>\d[ABD-HJLNP-UW-Z]{{2}})(?![\w-])", re.IGNORECASE
)
_QUOTED = re.compile("“[^“”]*+”")
_ORDINALS = ("st", "nd", "rd", "th")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.-](?:\d{1,2}|" + _MONTH + r"),?[ /.-]\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}|" + _MONTH + r" \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_BORN = r"(?:\bborn|\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday)"
_BIRTH = re.compile(
    rf"{_BORN}[ :,(–-]{{0,3}}(?:(?:on|is|was|of)[ :]{{1,2}})?(?:the )?{_DAY}\b|\b{_DAY}[ ,(–-]{{1,3}}{_BORN}",
    re.IGNORECASE,
)


def _nhs_number(text: str) -> bool:
    """Ten digits whose last one is the check digit of the others, modulus 11 (NHS Data Dictionary)."""
    for found in _TEN_DIGITS.finditer(text):
        digits = [int(digit) for digit in found[1] + found[3] + found[4]]
        check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
        if check % 11 == digits[9] and len(set(digits)) > 1:
            return True
    return False


def _postcode(text: str) -> bool:
    """A full postcode of a real area; "S1 4th" and run-together lower case are words."""
    for found in _POSTCODE.finditer(text):
        inward, written = found["inward"], found[0]
        ordinal = inward[1:] in _ORDINALS
        if not ordinal and (found["gap"] or written.isupper()):
            return True
    return False


_TELLTALE = re.compile(r"[\d@]")
_LOOKS_LIKE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("an e-mail address", _EMAIL.search),
    ("an NHS number", _nhs_number),
    ("a telephone number", _TELEPHONE.search),
    ("a National Insurance number", _INSURANCE.search),
    ("a postcode", _postcode),
    ("a date of birth", _BIRTH.search),
)


def personal_data(text: str) -> tuple[str, ...]:
    """What the text seems to hold, in words ("a telephone number"), never the text itself."""
    plain = unicodedata.normalize("NFKC", text)
    if not _TELLTALE.search(plain):
        return ()  # every pattern needs a digit or an @; most sentences have neither
    plain = plain.translate(_INVISIBLE).translate(_DASHES)
    plain = re.sub(r"\s+", " ", plain)
    return tuple(words for words, search in _LOOKS_LIKE if search(plain))


def unrepeated(problem: Problem) -> Problem:
    """The same problem; where it would repeat what looks like personal data, without that."""
    pointer = pointer_to(*("…" if personal_data(part) else part for part in pointer_parts(problem.pointer)))
    message = _QUOTED.sub(lambda quoted: "“…”" if personal_data(quoted[0]) else quoted[0], problem.message)
    if personal_data(message):
        message = "What stands here looks like personal data, so it is not repeated."
    return replace(problem, pointer=pointer, message=message)


@rule("R170")
def no_personal_data(audit: Audit) -> Iterator[Problem]:
    """Free text holds no e-mail address, telephone, NHS or insurance number, postcode or birth date (product)."""
    for answer in audit.everything:
        for pointer, text in _texts(answer):
            for words in personal_data(text):
                yield audit.problem(
                    "R170",
                    pointer,
                    f"Take what looks like {words} out of “{answer.question.ask}”. Use a role instead",
                    "Use roles and codes: mother, Child A, social worker, CR-0417. Give no place or number that "
                    "others can look up.",
                )


def _texts(answer: Answer) -> Iterator[tuple[str, str]]:
    """Every piece of free text of an answer, with its pointer."""
    sides = reading.mapping(answer.raw)
    if not sides:
        return
    if _is_typed(answer) and answer.text:
        yield answer.pointer, answer.text
    for side in ("detail", "where", "reason"):
        if side in sides and (text := reading.trimmed(sides[side])):
            yield f"{answer.pointer}/{side}", text
    for part in ("author", "case", "gaps", "kept"):
        if part in sides:
            yield from ((answer.pointer, text) for text in _strings(sides[part]))


def _is_typed(answer: Answer) -> bool:
    """Whether the answer is free text, or one of a local list that the tool does not know."""
    if answer.question.type in _FREE:
        return True
    return bool(answer.question.options_from) and all(option.value != answer.text for option in answer.question.options)


def _strings(value: object) -> Iterator[str]:
    """Every text inside a JSON value, but for codes of cases and people (`ref`)."""
    if isinstance(value, str):
        yield value
    named = [each for key, each in value.items() if key != "ref"] if isinstance(value, dict) else value
    for each in named if isinstance(named, list) else ():
        yield from _strings(each)

"""What personal details look like in a text: patterns that are as good as sure, and patterns that are not.

Works on plain text (see `guard`): one space between words, plain dashes, no invisible characters.
Sources of the formats: the NHS Data Dictionary (check digit), the National Numbering Plan
(telephone), HMRC's manual (National Insurance), Royal Mail's areas (postcode), the DfE's guide to
unique pupil numbers. Knows nothing of records, answers or people's lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    Span: TypeAlias = tuple[int, int]
    Finder: TypeAlias = Callable[[str], Iterator[Span]]

EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?!\w)")
_GAP = r"[ .-]?"
TELEPHONE = re.compile(
    r"(?<![\w.+/-])(?:"
    rf"(?:\+44|0044) ?(?:\(0\))?{_GAP}[1-9](?:{_GAP}\d){{8,9}}"
    r"|0[1-35789]\d{9}"
    r"|\(?0[1-35789]\d(?:"  # then by the length of the area code, which may stand in brackets
    r"\)?[ .-]\d{4}[ .-]?\d{4}|\d\)?[ .-]\d{3}[ .-]?\d{4}|\d\d\)?[ .-]\d{3}[ .-]?\d{3}|\d\d\d\)?[ .-]\d{5}"
    r"))(?![\w/-]|\.\d)"
)
INSURANCE = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)",
    re.IGNORECASE,
)
_TEN_DIGITS = re.compile(r"(?<![\w./-])(\d{3})([ .-]?)(\d{3})\2(\d{4})(?![\w/-]|\.\d)")
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_POSTCODE = re.compile(
    rf"(?<![\w.-])(?:(?:{_AREA})\d[A-Z\d]?|GIR)(?P<gap> ?)(?P<inward>\d[ABD-HJLNP-UW-Z]{{2}})(?![\w-])", re.IGNORECASE
)
_ORDINALS = ("st", "nd", "rd", "th")
_CALLED_POSTCODE = re.compile(r"\bpost ?code(?: is| was)?[ :=]{1,2}$", re.IGNORECASE)
_LEAD = len("post code was: ") + 1
"""So far back a text is looked at for what calls it a postcode."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.-](?:\d{1,2}|" + _MONTH + r"),?[ /.-]\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}|" + _MONTH + r" \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_BORN = r"(?:\bborn|\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday)"
BIRTH = re.compile(
    rf"{_BORN}[ :=,(–-]{{0,3}}(?:(?:on|is|was|of)[ :]{{1,2}})?(?:the )?{_DAY}\b"
    rf"|\b{_DAY}[ ,(–-]{{1,3}}(?:(?:is|was) (?:(?:the|her|his|their) )?)?{_BORN}",
    re.IGNORECASE,
)
_SENTENCE = r"(?:(?![.!?;] [A-Z])[^\n]){0,80}?"
_AGE = rf"(?:{_BORN}|\bbirth\b|\bb\.|\baged?\b|\byears? old\b|\bmonths? old\b|\bturn(?:s|ed)\b)"
_DAY_PERHAPS = rf"(?:{_DAY}|\d{{4}}[/. -]\d{{1,2}}[/. -]\d{{1,2}})"
_DAY_ALONE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{2,4}})?|{_MONTH} \d{{2,4}})"
_BIRTH_PERHAPS = re.compile(
    rf"{_AGE}{_SENTENCE}\b{_DAY_PERHAPS}\b|\b{_DAY_PERHAPS}\b{_SENTENCE}{_AGE}"
    rf"|{_BORN}[ :,(–-]{{0,3}}(?:(?:on|is|was|of|in)[ :]{{1,2}})?(?:the )?{_DAY_ALONE}\b",
    re.IGNORECASE,
)

_DIALLED = re.compile(r"(?<![\w./+-])(?:\+|\(\+?|00)?\d(?:[ .()-]{0,2}\d){8,13}(?!\w|\.\d|-\w)")
_GROUPED = re.compile(r"(?<![\w.,/:£+-])\(?\d{1,6}(?:[ .()/-]{1,3}\d{1,7}){1,6}(?![\w%]|[.,/]\d|-\w)")
_SPOKEN_OF = re.compile(
    r"\b(?:tel|telephone|t(?=:)|phone|mob(?:ile)?|landline|ring|rang|call(?:ed)?|text(?:ed)?|fax|whatsapp)\b"
    r"[^\d\n;]{0,24}?(?P<number>\d(?:[ .()-]{0,2}\d){5,12})(?![\w/])",
    re.IGNORECASE,
)
_SPELT = r"(?:\(at\)|\[at\]| at ) ?[\w-]{1,63}(?: ?\.| dot )(?:[\w-]{1,63}\.)?(?:com|org|net|uk|co)\b"
SPELT_EMAIL = re.compile(rf"(?<!\w)[\w.+-]{{1,64}} ?{_SPELT}")
_BROKEN_EMAIL = re.compile(r"(?<!\w)[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?: ?\. ?[\w-]{1,63}){1,4}")
_INSURANCE_PERHAPS = re.compile(
    r"(?<![\w-])(?:[A-Z]{2} ?\d{2} ?\d{2} ?\d{2}(?: ?[A-Z])?|[A-Z]{2}-\d{2}-\d{2}-\d{2}-[A-Z])(?![\w-])"
)
_POSTCODE_PERHAPS = re.compile(
    rf"(?<![\w.-])(?:(?:{_AREA})\d[A-Z\d]?(?= (?:area|postcode|address))"
    rf"|(?<=postcode )(?:{_AREA})\d[A-Z\d]?|(?<=in )(?:{_AREA.replace('|E|', '|').replace('|W|', '|')})\d\d?"
    rf"|(?:{_AREA})\d[A-Z\d]? ?[-,] ?\d[A-Z]{{2}}|(?:{_AREA.lower()})\d[a-z\d]?\d[abd-hjlnp-uw-z]{{2}})(?![\w-])"
)
_CAPITAL = r"[A-Z][a-z’']+(?:-[A-Z][a-z]+)?"
_ROADS = r"Street|Road|Avenue|Lane|Crescent|Terrace|Grove|Drive|Close|Gardens|Mews|Parade"
_ROADS_SHORT = r"St|Rd|Ave|Ln|Cres|Terr?|Gr|Dr|Cl|Gdns|Court|Ct|Place|Pl|Way|Walk|Row|Hill|Rise|View|Mount|Square|Sq|Park|Green|Fold|Croft|Approach|Garth"  # noqa: E501
_NUMBER = r"(?<![\w.,/-])\d{1,4}[A-Za-z]?(?:[-/]\d{1,4})?,? "
_ADDRESS = re.compile(
    rf"{_NUMBER}(?:(?:[A-Z][\w’'.-]*) ){{1,3}}(?:{_ROADS}|{_ROADS_SHORT})\b"
    rf"|{_NUMBER}(?:[a-z][a-z’']+ ){{1,2}}(?:{'|'.join(_ROADS.lower().split('|')[:6])})\b"
    rf"|{_NUMBER}(?:[A-Z][A-Z’'.-]* ){{1,3}}(?:{_ROADS.upper()}|{_ROADS_SHORT.upper()})\b"
    rf"|\b{_CAPITAL} (?:{_ROADS})\b"
    rf"|\b(?:[Ff]lat|[Aa]partment|[Aa]pt|[Rr]oom) \d{{1,4}}[A-Za-z]?,? (?:{_CAPITAL} ?){{1,3}}"
)
_PLATE = re.compile(r"(?<![\w-])[A-HJ-PR-Y]{2}\d{2} ?[A-HJ-PR-Z]{3}(?![\w-])")
_PUPIL = re.compile(r"(?<![\w-])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![\w-])", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<![\w.,/:£+(-])\(?(?P<number>[A-Z]{0,3}\d{6,14}[A-Z]?)(?![\w/:]|[.,]\d|-\w|%)")
_FILE_NUMBER = re.compile(
    r"\b(?:mosaic|liquidlogic|lcs|eclipse|carefirst|frameworki|upn|uln|urn|hospital|passport|licence|account|file|"
    r"reference|nhs|case|client|person|system)\b[ :]{0,2}"
    r"(?:(?:system|id|no|number|num|ref|reference|is|was)\b[ .:]{0,2}){1,3}"
    r"(?P<number>[A-Z]{0,4}[ /-]?\d(?:[ /-]?\d){3,14})(?![\w/])",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\bref(?:erence)?\b[ .:]{1,3}(?P<number>[A-Z]{0,4}[ /-]?\d{4,14})(?!\w)", re.IGNORECASE)
_SMALL = r"(?:mr|mrs|dr)\.? "
SMALL_TITLE = re.compile(rf"\b{_SMALL}(?!and |or |who |was |is |had |has )[a-z’'-]{{3,}}\b")
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Rev|Sir|Dame|Cllr|Councillor|PC|DC|DS|Sgt|Nurse|Sister|"
    r"A[Uu]nt(?:ie|y)?|Uncle|MR|MRS|MS|DR)\.? "
)
TITLED = re.compile(
    rf"\b{_TITLE}"
    r"(?:[A-Z]\.? ){0,2}(?:Mc|Mac|O[’']|D[’']|[A-Z])[a-zà-ÿ’']*[A-Za-zà-ÿ]+"
    r"(?:-[A-Z][a-z]+)?(?: [A-Z][a-zà-ÿ]+){0,2}"
)
# Two names in a row; what the framework itself writes is taken out later.
PAIR = re.compile(
    r"(?<![\w’'-])(?P<first>[A-Z][a-zà-ÿ]{2,}(?:-[A-Z][a-zà-ÿ]+)?) "
    r"(?P<last>(?:Mc|Mac|O[’']|D[’'])?[A-Z][a-zà-ÿ]{2,}(?:-[A-Z][a-zà-ÿ]+)?)\b"
)

_CAPITAL_INSIDE = re.compile(r" (?<=[a-zà-ÿ] )[A-Z]")  # in every pair, and in few sentences


def _matches(pattern: re.Pattern[str], group: str | int = 0) -> Finder:
    return lambda text: (found.span(group) for found in pattern.finditer(text))


def _seldom(pattern: re.Pattern[str], piece: str) -> Finder:
    """The same for a pattern of words, which most texts do not hold: `piece` of it is looked for first.

    A piece begins with letters, so it is found, or not, many times faster than a pattern that begins with any word.
    """
    has = re.compile(piece).search
    return lambda text: (found.span() for found in pattern.finditer(text)) if has(text) else iter(())


def _check_digit_is_right(digits: str) -> bool:
    """Modulus 11, weights 10 to 2 (NHS Data Dictionary); ten equal digits are nobody's number."""
    check = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check % 11 == int(digits[9]) and len(set(digits)) > 1


def _nhs(text: str, *, right: bool) -> Iterator[Span]:
    for found in _TEN_DIGITS.finditer(text):
        if _check_digit_is_right(found[1] + found[3] + found[4]) is right:
            yield found.span()


def _postcodes(text: str) -> Iterator[Span]:
    """A full postcode of a real area; "S1 4th" and run-together lower case are words, unless the text says postcode."""
    for found in _POSTCODE.finditer(text):
        if _CALLED_POSTCODE.search(text, max(0, found.start() - _LEAD), found.start()) or (
            found["inward"][1:] not in _ORDINALS and (found["gap"] or found[0].isupper())
        ):
            yield found.span()


def _dialled(text: str) -> Iterator[Span]:
    """A run of as many digits as a telephone number has, however it is grouped; days and years are none."""
    for found in _DIALLED.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if digits.startswith("0") or "+" in found[0][:2]:
            yield found.span()


def _grouped(text: str) -> Iterator[Span]:
    """Ten or eleven digits in any groups, but for days: those are short numbers around a year."""
    for found in _GROUPED.finditer(text):
        groups = re.findall(r"\d+", found[0])
        day = any(re.fullmatch("(?:19|20)\\d\\d", group) for group in groups)
        if sum(map(len, groups)) in {10, 11} and not day:
            yield found.span()


SURE: tuple[tuple[str, Finder], ...] = (
    ("email", _matches(EMAIL)),
    ("nhs", lambda text: _nhs(text, right=True)),
    ("telephone", _matches(TELEPHONE)),
    ("insurance", _matches(INSURANCE)),
    ("postcode", _postcodes),
    ("birth", _matches(BIRTH)),
)
"""As good as sure; every one of them needs a digit or an @."""
DOUBTFUL_NUMBERS: tuple[tuple[str, Finder], ...] = (
    ("nhs", lambda text: _nhs(text, right=False)),
    ("telephone", _dialled),
    ("telephone", _matches(_SPOKEN_OF, "number")),
    ("insurance", _matches(_INSURANCE_PERHAPS)),
    ("postcode", _matches(_POSTCODE_PERHAPS)),
    ("birth", _matches(_BIRTH_PERHAPS)),
    ("address", _matches(_ADDRESS)),
    ("number", _matches(_PUPIL)),
    ("number", _matches(_PLATE)),
    ("number", _matches(_REFERENCE, "number")),
    ("number", _matches(_FILE_NUMBER, "number")),
    ("number", _matches(_LONG_NUMBER, "number")),
    ("number", _grouped),
    ("email", _matches(_BROKEN_EMAIL)),
)
"""May be one; they need a digit, but for a street without a number."""
DOUBTFUL_WORDS: tuple[tuple[str, Finder], ...] = (
    ("email", _seldom(SPELT_EMAIL, _SPELT)),
    ("name", _seldom(TITLED, rf"{_TITLE}[A-Z]")),
    ("name", _seldom(SMALL_TITLE, _SMALL)),
)


def pairs(text: str) -> Iterator[tuple[Span, tuple[str, str], bool]]:
    """Two words in a row, written like a first and a last name, with both, and if a sentence may begin there."""
    if not _CAPITAL_INSIDE.search(text):
        return
    for found in PAIR.finditer(text):
        before = text[max(0, found.start() - 2) : found.start()]
        inside = len(before) > 1 and (before[0].isalnum() or before[0] in ",;)")
        yield found.span(), (found["first"], found["last"]), not inside

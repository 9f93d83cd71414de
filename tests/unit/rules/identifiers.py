"""Made-up personal details in realistic sentences, from the rules of their formats and a fixed seed.

Written from the published formats, not from the patterns of the engine: the NHS Data Dictionary, the
National Numbering Plan, HMRC's manual, the postcode address file. Nobody's details: check digits and
prefixes are right, everything else is drawn.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20230314
HOW_MANY = 500


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One detail in its sentence, with its sort."""

    sort: str
    detail: str
    sentence: str


def planted(seed: int = SEED, count: int = HOW_MANY) -> list[Planted]:
    """So many details, each sort in its turn, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - a test, not a secret
    made = []
    for number in range(count):
        sort = SORTS[number % len(SORTS)]
        detail, sentences = MAKERS[sort](draw)
        made.append(Planted(sort=sort, detail=detail, sentence=draw.choice(sentences).format(detail)))
    return made


def _digits(draw: random.Random, count: int) -> str:
    return "".join(str(draw.randint(0, 9)) for _ in range(count))


def nhs_number(draw: random.Random) -> str:
    """Nine digits and their check digit, modulus 11, weights ten to two; a remainder of ten is no number."""
    while True:
        nine = str(draw.randint(4, 7)) + _digits(draw, 8)
        rest = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
        if rest != 10:
            return nine + str(rest % 11)


def _nhs(draw: random.Random) -> tuple[str, list[str]]:
    number = nhs_number(draw)
    grouped = f"{number[:3]}{{0}}{number[3:6]}{{0}}{number[6:]}"
    return draw.choice([number, grouped.format(" "), grouped.format("-")]), [
        "The health visitor gave {} as the NHS number.",
        "NHS no. {} is on the front sheet of the plan.",
        "See the hospital letter ({}) of the spring.",
        "The record under {} was not updated after the move.",
    ]


def _email(draw: random.Random) -> tuple[str, list[str]]:
    name = draw.choice(FIRST).lower() + draw.choice(["", ".", "_", "-"]) + draw.choice(LAST).lower()
    host = draw.choice(["gmail.com", "outlook.co.uk", "leeds.example.gov.uk", "btinternet.com", "nhs.net"])
    return f"{name}{draw.choice(['', str(draw.randint(1, 99))])}@{host}", [
        "The mother asked to be written to at {}.",
        "Minutes went to {} a week late.",
        "Contact: {}; no answer was recorded.",
    ]


def _landline(draw: random.Random) -> tuple[str, list[str]]:
    style = draw.randint(0, 5)
    area, a, b = draw.choice(["113", "114", "121", "161"]), _digits(draw, 3), _digits(draw, 4)
    town, six = f"1{draw.randint(204, 993)}", str(draw.randint(2, 9)) + _digits(draw, 5)
    eight = draw.choice("378") + _digits(draw, 7)
    return [
        f"0{area} {a} {b}",
        f"(0{area}) {a}{b}",
        f"0{town} {six}",
        f"0{town} {six[:3]} {six[3:]}",
        f"020 {eight[:4]} {eight[4:]}",
        f"0{area}{a}{b}",
    ][style], CALLS


def _mobile(draw: random.Random) -> tuple[str, list[str]]:
    rest = f"7{draw.choice('345789')}{_digits(draw, 8)}"
    return draw.choice(
        [
            f"0{rest}",
            f"0{rest[:4]} {rest[4:]}",
            f"0{rest[:4]} {rest[4:7]} {rest[7:]}",
            f"0{rest[:3]} {rest[3:6]} {rest[6:]}",
            f"0{rest[0:2]} {rest[2:6]} {rest[6:]}",
            f"0{rest[:4]}-{rest[4:]}",
            f"0{rest[:4]}.{rest[4:7]}.{rest[7:]}",
            " ".join(f"0{rest}"[place : place + 2] for place in range(0, 11, 2)),
        ]
    ), CALLS


def _abroad(draw: random.Random) -> tuple[str, list[str]]:
    mobile = f"7{draw.choice('345789')}{_digits(draw, 8)}"
    return draw.choice(
        [
            f"+44 {mobile[:4]} {mobile[4:]}",
            f"+44{mobile}",
            f"0044 {mobile[:4]} {mobile[4:7]} {mobile[7:]}",
            f"+44 (0){mobile[:4]} {mobile[4:]}",
            f"(+44) 113 {_digits(draw, 3)} {_digits(draw, 4)}",
            f"+48 {draw.randint(500, 799)} {_digits(draw, 3)} {_digits(draw, 3)}",
            f"+353 8{draw.choice('3567')} {_digits(draw, 3)} {_digits(draw, 4)}",
        ]
    ), CALLS


def _insurance(draw: random.Random) -> tuple[str, list[str]]:
    while True:
        prefix = draw.choice("ABCEGHJKLMNOPRSTWXYZ") + draw.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}:
            break
    six, suffix = _digits(draw, 6), draw.choice("ABCD")
    number = draw.choice(
        [f"{prefix}{six}{suffix}", f"{prefix} {six[:2]} {six[2:4]} {six[4:]} {suffix}", f"{prefix} {six} {suffix}"]
    )
    return draw.choice([number, number, number.lower()]), [
        "The benefits letter of {} is on the wrong file.",
        "National Insurance: {}, copied from the payslip.",
        "His NI number {} was read out at the meeting.",
    ]


def _postcode(draw: random.Random) -> tuple[str, list[str]]:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    outward = draw.choice(
        [
            f"{draw.choice(['LS', 'BD', 'WF', 'HX', 'YO', 'HG', 'DN', 'SK'])}{draw.randint(1, 28)}",
            f"{draw.choice(['M', 'S', 'L', 'B'])}{draw.randint(1, 45)}",
            draw.choice(["EC1A", "W1A", "SW1A", "N1C", "SE1P"]),
        ]
    )
    inward = str(draw.randint(0, 9)) + draw.choice(letters) + draw.choice(letters)
    return draw.choice([f"{outward} {inward}", f"{outward} {inward}", f"{outward}{inward}"]), [
        "They have moved to {} since the last conference.",
        "The new flat ({}) was never seen.",
        "Sent to the old address at {} twice.",
    ]


def _birth(draw: random.Random) -> tuple[str, list[str]]:
    day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(2005, 2022)
    name = MONTHS[month - 1]
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    date = draw.choice(
        [
            f"{day}/{month}/{year}",
            f"{day:02}/{month:02}/{year % 100:02}",
            f"{day}.{month}.{year}",
            f"{day:02}-{month:02}-{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {name} {year}",
            f"{day}{ending} {name} {year}",
            f"{day}{ending} of {name} {year}",
            f"{day} {name[:3]} {year}",
            f"{name} {day}, {year}",
        ]
    )
    return date, [
        "The child was born on {} in another authority.",
        "DOB {}, second of three.",
        "D.O.B.: {}.",
        "The date of birth ({}) differs in two places.",
        "Her date of birth is {}.",
        "Born {}, at home.",
        "He has his birthday on {}.",
        "The baby, born {}, was seen twice.",
        "{} is the date of birth on the chronology.",
        "The plan of a boy aged nine ({}) was out of date.",
    ]


def _address(draw: random.Random) -> tuple[str, list[str]]:
    street = f"{draw.choice(TREES)} {draw.choice(ROADS)}"
    number = draw.randint(1, 240)
    return draw.choice(
        [
            f"{number} {street}",
            f"{number}{draw.choice('abc')} {street}",
            f"Flat {draw.randint(1, 40)}, {number} {street}",
        ]
    ), [
        "The family lives at {} with the grandmother.",
        "Visits to {} were not announced.",
        "He was placed at {} in the summer.",
        "On the door of {} nobody answered.",
    ]


def _titled(draw: random.Random) -> tuple[str, list[str]]:
    title = draw.choice(["Mr", "Mrs", "Ms", "Miss", "Dr", "Mr.", "Mrs.", "Dr."])
    first = draw.choice(["", "", f"{draw.choice(FIRST)} ", f"{draw.choice('ABJMS')} "])
    return f"{title} {first}{draw.choice(LAST)}", [
        "The plan was agreed with {} in the kitchen.",
        "{} said that nobody had rung back.",
        "A letter from {} is missing.",
        "The view of {} is not recorded.",
    ]


def _careless(draw: random.Random) -> tuple[str, list[str]]:
    """As people write in a hurry: odd groups, small letters, parts left out. Some nothing can tell for sure."""
    digits, six, nhs = _digits(draw, 4), _digits(draw, 6), nhs_number(draw)
    first, last, tree = draw.choice(FIRST), draw.choice(LAST), draw.choice(TREES)
    day, month, year = draw.randint(1, 28), draw.choice(MONTHS), draw.randint(2005, 2022)
    return draw.choice(
        [
            f"{nhs[:3]} {nhs[3:]}",
            f"{nhs[:3]} {nhs[3:5]} {nhs[5:7]} {nhs[7:]}",
            f"0113/496{digits}",
            f"0113 - 496 - {digits}",
            f"tel 496 {digits}",
            f"mob 7700 {six}",
            f"ls{draw.randint(1, 28)} {draw.randint(1, 9)}ab",
            f"dob {day} {month.lower()}",
            f"born in {month} {year}",
            f"dob {day:02}{draw.randint(1, 12):02}{year % 100:02}",
            f"mrs {last.lower()}",
            f"{draw.randint(1, 90)} {tree.lower()} avenue",
            f"{tree} {draw.choice(['House', 'Court'])}",
            f"{first} {last}",
            f"{first} {last}".upper(),
            f"Mosaic {draw.randint(100000, 9999999)}",
            f"A{_digits(draw, 12)}",
            f"{first.lower()} at gmail dot com",
        ]
    ), ["It says {} on the note.", "She wrote {} and nothing else.", "In the margin: {}.", "{} stands there twice."]


CALLS = [
    "The aunt can be rung on {} after school.",
    "Tel: {} (grandmother).",
    "The number {} was out of service.",
    "A text was sent to {}, and no reply was noted.",
    "Duty took a call from {} at the weekend.",
]
FIRST = ["Amira", "Callum", "Chloe", "Dariusz", "Emily", "Gareth", "Imran", "Jade", "Kayleigh", "Mohammed", "Oliver"]
LAST = ["Ahmed", "Barraclough", "Carter", "Fitzgerald", "Khan", "Kowalski", "McDonald", "O’Brien", "Patel", "Smith"]
TREES = ["Acacia", "Beech", "Chapeltown", "Harehills", "Oakwood", "Queen’s", "St Mary’s", "Upper Mill"]
ROADS = ["Avenue", "Close", "Court", "Crescent", "Drive", "Grove", "Lane", "Mount", "Place", "Rd", "Road", "Street"]
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
MAKERS: dict[str, Callable[[random.Random], tuple[str, list[str]]]] = {
    "NHS number": _nhs,
    "e-mail address": _email,
    "landline": _landline,
    "mobile": _mobile,
    "number with country code": _abroad,
    "National Insurance number": _insurance,
    "postcode": _postcode,
    "date of birth": _birth,
    "address": _address,
    "name with title": _titled,
    "written carelessly": _careless,
}
SORTS = list(MAKERS)

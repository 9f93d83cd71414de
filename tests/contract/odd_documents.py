"""Texts that JSON readers disagree about, each with the code that this one gives it.

REC020 is what a sound JSON object gets that is no record: the reader has read it.
"""

from __future__ import annotations

from typing import Final

READ: Final = "REC020"
DEEP: Final = "REC004"
CUT: Final = "REC005"
NOT_JSON: Final = "REC006"
TWICE: Final = "REC007"
NOT_WHOLE: Final = "REC008"
TOO_LARGE: Final = "REC009"
HALF: Final = "REC010"
NO_OBJECT: Final = "REC011"
MARK: Final = "REC003"

ODD: Final[tuple[tuple[str, str], ...]] = (
    # cut in the middle of a number
    ('{"": [-', CUT),
    # sound objects
    ("{}", READ),
    (' \t\r\n{"a" : [ ] }\n', READ),
    ('{"":""}', READ),
    ('{"a":[{}],"b":{"a":1}}', READ),
    ('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}', READ),
    ('{"a":-0}', READ),
    ('{"a":9007199254740991,"b":-9007199254740991}', READ),
    (r'{"a":"\u0041\u00e9\ud83e\uddd2\/\b\f\n\r\t\"\\"}', READ),
    ('{"a":"\x7f\x85\u2028\u2029\ufeff\ufffe\U0010ffff"}', READ),
    ('{"a":"\u202etxt.exe\u2066"}', READ),
    ('{"caf\u00e9":1,"cafe\u0301":2}', READ),
    (r'{"\u0000":"\u0000"}', READ),
    ('{"a":"' + "x" * 100_000 + '"}', READ),
    ("[" * 31 + "]" * 31, NO_OBJECT),
    ('{"a":' + "[" * 31 + "]" * 31 + "}", READ),
    # sound, but no object
    ("[]", NO_OBJECT),
    ("null", NO_OBJECT),
    ("true", NO_OBJECT),
    ("7", NO_OBJECT),
    ('"audit"', NO_OBJECT),
    ('[{"format":"practice-audit-record"}]', NO_OBJECT),
    # empty, or cut short
    ("", CUT),
    (" \n\t", CUT),
    ("{", CUT),
    ('{"a"', CUT),
    ('{"a":', CUT),
    ('{"a":1', CUT),
    ('{"a":1,', CUT),
    ('{"a":"b', CUT),
    ('{"a":"\\', CUT),
    ('{"a":"\\u00', CUT),
    ('{"a":tru', CUT),
    ('{"a":[1,2', CUT),
    # not JSON
    ("{'a':1}", NOT_JSON),
    ("{a:1}", NOT_JSON),
    ('{"a":1,}', NOT_JSON),
    ('{"a":[1,]}', NOT_JSON),
    ('{"a":1 "b":2}', NOT_JSON),
    ('{"a"=1}', NOT_JSON),
    ('{"a":1}}', NOT_JSON),
    ('{"a":1}{"a":1}', NOT_JSON),
    ('{"a":1}x', NOT_JSON),
    ('{"a":01}', NOT_JSON),
    ('{"a":+1}', NOT_JSON),
    ('{"a":.5}', NOT_JSON),
    ('{"a":1.}', NOT_JSON),
    ('{"a":0x10}', NOT_JSON),
    ('{"a":1_000}', NOT_JSON),
    ('{"a":True}', NOT_JSON),
    ('{"a":undefined}', NOT_JSON),
    ('{"a":"b\nc"}', NOT_JSON),
    ('{"a":"b\x00c"}', NOT_JSON),
    (r'{"a":"\x41"}', NOT_JSON),
    (r'{"a":"\u00g0"}', NOT_JSON),
    ('{"a":1 /* why */}', NOT_JSON),
    ('// why\n{"a":1}', NOT_JSON),
    ('{"a":\u00a01}', NOT_JSON),
    ('{"a":\u0661}', NOT_JSON),
    ("<html>", NOT_JSON),
    ("\x1b[2J{}", NOT_JSON),
    # numbers that readers understand in two ways
    ('{"a":1.5}', NOT_WHOLE),
    ('{"a":1.0}', NOT_WHOLE),
    ('{"a":1e3}', NOT_WHOLE),
    ('{"a":1e999}', NOT_WHOLE),
    ('{"a":NaN}', NOT_WHOLE),
    ('{"a":-Infinity}', NOT_WHOLE),
    ('{"a":9007199254740993}', TOO_LARGE),
    ('{"a":' + "9" * 5_000 + "}", TOO_LARGE),
    ('{"a":-' + "1" * 5_000 + "}", TOO_LARGE),
    # keys and characters
    ('{"a":1,"a":1}', TWICE),
    (r'{"a":1,"\u0061":2}', TWICE),
    ('{"__proto__":1,"__proto__":2}', TWICE),
    ('{"a":[{"b":1,"b":2}]}', TWICE),
    (r'{"a":"\ud800"}', HALF),
    (r'{"a":"\udc00\ud800"}', HALF),
    (r'{"\udfff":1}', HALF),
    # depth
    ("[" * 33 + "]" * 33, NO_OBJECT),
    ('{"a":' + "[" * 32 + "]" * 32 + "}", DEEP),
    ('{"a":' * 33 + "1" + "}" * 33, DEEP),
    ("[" * 100_000, NO_OBJECT),
    ('{"a":' * 100_000, DEEP),
    # a mark that another program put before it
    ("\ufeff{}", MARK),
)

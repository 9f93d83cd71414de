"""Files that are locked with a passphrase: published vectors, round trips, and one clear sentence when it fails."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_audit import locked_files
from practice_audit.problems import Unreadable

SALT, NONCE = b"s" * 16, b"n" * 12
WORDS = "kettle granite Sunday"
TEXT = '{"who": "Zoë", "answer": "\u2028 and \\u0000"}\n'


def locked() -> dict[str, Any]:
    """A locked file, read as JSON."""
    made: dict[str, Any] = json.loads(locked_files.lock(TEXT, WORDS, salt=SALT, nonce=NONCE))
    return made


def refused(value: dict[str, Any], passphrase: str = WORDS) -> str:
    """The code with which a file is refused."""
    with pytest.raises(Unreadable) as caught:
        locked_files.unlock(value, passphrase, "audit.json")
    (problem,) = caught.value.problems
    assert problem.source == "audit.json"
    assert passphrase not in problem.to_text()
    return problem.code


@pytest.mark.parametrize(
    ("passphrase", "salt", "iterations", "key"),
    [
        (b"passwd", b"salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
        (b"Password", b"NaCl", 80_000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"),
    ],
)
def test_keys_are_those_of_rfc_7914(passphrase: bytes, salt: bytes, iterations: int, key: str) -> None:
    """PBKDF2 with SHA-256 gives the keys of the published test vectors (RFC 7914, section 11)."""
    assert locked_files.derived_key(passphrase, salt, iterations).hex() == key


def test_the_cipher_is_that_of_the_published_vector() -> None:
    """AES-256-GCM gives ciphertext and tag of test case 16 of McGrew and Viega's submission."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    more = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = AESGCM(key).encrypt(bytes.fromhex("cafebabefacedbaddecaf888"), plain, more)
    assert sealed.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
    )


def test_a_locked_file_opens_with_its_passphrase() -> None:
    """What was locked comes out again, byte by byte; the file says what it is and holds nothing of it in plain."""
    value = locked()
    assert locked_files.unlock(value, WORDS) == TEXT.encode()
    assert list(value) == ["read_me", "format", "format_version", "key", "cipher", "content"]
    assert value["key"]["iterations"] >= 600_000
    assert "Zo" not in json.dumps(value)


@pytest.mark.parametrize("typed", [f"  {WORDS}\n", f"{WORDS} "])
def test_spaces_around_a_passphrase_do_not_matter(typed: str) -> None:
    """A passphrase that was pasted with a space or a line end opens the file."""
    assert locked_files.unlock(locked(), typed) == TEXT.encode()


def test_a_letter_is_the_same_however_it_is_composed() -> None:
    """An accent that is typed as a letter of its own gives the same passphrase."""
    assert locked_files.prepared("cafe\u0301") == locked_files.prepared("caf\u00e9")


@pytest.mark.parametrize("passphrase", ["", "Kettle granite Sunday", "kettle granite"])
def test_a_wrong_passphrase_is_refused(passphrase: str) -> None:
    """Another passphrase opens nothing, and the sentence repeats neither."""
    with pytest.raises(Unreadable, match="could not be unlocked"):
        locked_files.unlock(locked(), passphrase, "audit.json")


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_file_with_one_changed_letter_is_never_opened_as_something_else(data: st.DataObject) -> None:
    """Whichever letter of a locked file is changed, it is no JSON, is not opened, or still holds the very same."""
    text = locked_files.lock(TEXT, WORDS, salt=SALT, nonce=NONCE)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from(sorted(set(map(chr, range(32, 127))) - {text[place]})))
    try:
        value = json.loads(text[:place] + letter + text[place + 1 :])
    except ValueError:
        return
    if not locked_files.is_locked(value):
        return
    assert opened(value) in {TEXT, "REC041", "REC021"}


def opened(value: dict[str, Any]) -> str:
    """What is inside a file, or the code with which it is refused."""
    try:
        return locked_files.unlock(value, WORDS).decode()
    except Unreadable as unreadable:
        return unreadable.problems[0].code


@pytest.mark.parametrize(
    "change",
    [
        {"content": ""},
        {"content": None},
        {"content": "not base64!"},
        {"key": None},
        {"key": {"name": "PBKDF2-SHA-256", "iterations": 1, "salt": "c3Nzc3Nzc3Nzc3Nzc3Nzcw=="}},
        {"key": {"name": "PBKDF2-SHA-256", "iterations": 10**12, "salt": "c3Nzc3Nzc3Nzc3Nzc3Nzcw=="}},
        {"key": {"name": "PBKDF2-SHA-256", "iterations": True, "salt": "c3Nzc3Nzc3Nzc3Nzc3Nzcw=="}},
        {"key": {"name": "none", "iterations": 600_000, "salt": "c3Nzc3Nzc3Nzc3Nzc3Nzcw=="}},
        {"cipher": {"name": "AES-256-GCM", "nonce": "bm5u"}},
        {"cipher": []},
        {"format_version": None},
        {"read_me": "Something else."},
    ],
)
def test_parameters_that_were_changed_are_refused(change: dict[str, Any]) -> None:
    """A file whose words or parameters are others is refused in the same sentence, and keeps no computer busy."""
    assert refused({**locked(), **change}) == "REC041"


def test_a_file_that_was_cut_is_refused() -> None:
    """Content that stops in the middle is not opened in part."""
    value = locked()
    assert refused({**value, "content": value["content"][:24]}) == "REC041"


def test_a_file_of_a_later_version_is_named_as_newer() -> None:
    """A locked file from the future is said to be newer, whatever it holds."""
    assert refused({"format": locked_files.FORMAT, "format_version": 2}) == "REC021"

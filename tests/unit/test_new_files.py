"""New files are there whole or not at all, and nothing is written over."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import new_files

if TYPE_CHECKING:
    from pathlib import Path


def refused(*_: Any) -> None:
    """What a file system without links says."""
    raise OSError(errno.EPERM, "no links here")


@pytest.mark.parametrize("links", [True, False])
def test_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:  # noqa: FBT001 - a case
    """Where one of the names is taken, none of the files is written; with or without links of the file system."""
    if not links:
        monkeypatch.setattr(os, "link", refused)
    one, two = tmp_path / "one", tmp_path / "two"
    new_files.write_all({one: b"1", two: b"2"})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    one.unlink()
    with pytest.raises(FileExistsError, match="two"):
        new_files.write_all({one: b"3", two: b"4"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"two": b"2"}


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:  # noqa: FBT001 - a case
    """What somebody else writes between the first look and the last step stays, and the other files go again."""
    if not links:
        monkeypatch.setattr(os, "link", refused)
    one, two = tmp_path / "one", tmp_path / "two"
    begin = new_files.begin

    def somebody(path: Path) -> Path:
        two.write_bytes(b"theirs")
        return begin(path)

    monkeypatch.setattr(new_files, "begin", somebody)
    with pytest.raises(FileExistsError):
        new_files.write_all({one: b"1", two: b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"two": b"theirs"}


def test_a_link_that_leads_nowhere_is_there(tmp_path: Path) -> None:
    """Nothing is written through a link."""
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        new_files.write(tmp_path / "link", b"1")
    assert not (tmp_path / "elsewhere").exists()


def test_a_long_name(tmp_path: Path) -> None:
    """A name as long as a file system takes is written."""
    new_files.write(tmp_path / ("n" * 255), b"1")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"1"]


def half_of(folder: Path) -> None:
    """A folder that is begun, and what stops it."""
    with new_files.new_folder(folder) as beside:
        new_files.create(beside / "one", b"1")
        raise ZeroDivisionError


def test_a_folder_that_is_left_half_way(tmp_path: Path) -> None:
    """Nothing is left of a folder that was not filled to the end, and an empty one of its name is taken."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(ZeroDivisionError):
        half_of(folder)
    assert [*tmp_path.rglob("*")] == [folder]
    with new_files.new_folder(folder) as beside:
        new_files.create(beside / "one", b"1")
    assert sorted(tmp_path.rglob("*")) == [folder, folder / "one"]
    with pytest.raises(FileExistsError), new_files.new_folder(folder):
        pass
    assert (folder / "one").read_bytes() == b"1"

"""Publishing an edition: whole or not at all, once, and never edited afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from practice_audit.problems import Unreadable
from site_build import publication
from site_build.publication import Publication
from tests.unit.test_editions import FIRST, following

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.editions.office import Office

STOPPED = """
import os, signal, sys, traceback
from pathlib import Path
from site_build import publication
from tests.editions.test_publishing import second
root = Path(sys.argv[1])
made = second(root)
def write(stop):
    seen = 0
    def look(frame, event, argument):
        nonlocal seen
        if frame.f_code.co_filename != publication.__file__:
            return None
        seen += event == "line"
        if seen == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return look
    sys.settrace(look)
    publication.write(root, made)
for stop in sys.stdin:
    child = os.fork()
    if not child:
        try:
            write(int(stop))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""For each number on its input a process of its own writes the second edition, and is killed at that line."""


def published(root: Path) -> list[str]:
    """The editions that are there, whole and in order."""
    return [each.edition for each in publication.read_all(root)]


def first(root: Path) -> Publication:
    """Publish the first edition."""
    publication.write(root, Publication(catalogue=FIRST, published_on="2023-04-01"))
    return publication.read_all(root)[0]


def second(root: Path, catalogue: Catalogue | None = None) -> Publication:
    """The edition that follows the one in `root`, not written yet."""
    before = publication.read_all(root)[-1]
    return Publication(
        catalogue=catalogue or following(),
        published_on="2024-04-01",
        follows=before.edition,
        follows_sha256=before.sha256,
    )


def test_killed_at_any_moment_there_is_the_old_state_or_the_new(tmp_path: Path) -> None:
    """At every line of the writing the process is killed: what is there afterwards is whole, and goes on."""
    first(tmp_path)
    outcomes = []
    command = [sys.executable, "-c", STOPPED, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        for stop in range(1, 100):
            print(stop, file=process.stdin, flush=True)
            code = int(process.stdout.readline())
            if code == 0:
                break
            assert code == -signal.SIGKILL
            outcomes.append(published(tmp_path))
            if outcomes[-1] != ["2023"]:
                assert publication.read_all(tmp_path)[1].catalogue == following()
                (tmp_path / publication.path_of("2024")).unlink()
    assert len(outcomes) > 8
    assert {tuple(each) for each in outcomes} == {("2023",), ("2023", "2024")}
    assert published(tmp_path) == ["2023", "2024"]
    assert [path.name for path in (tmp_path / publication.FOLDER).iterdir() if path.name.endswith(".part")] == []


def test_the_command_itself_can_be_killed(office: Office) -> None:
    """`edition publish` killed after any time leaves no edition or a whole one."""
    command = [sys.executable, "-m", "site_build", "edition", "publish"]
    states = set()
    for tenths in range(2, 30, 4):
        with subprocess.Popen(
            command, cwd=office.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                process.wait(tenths / 10)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        states.add(tuple(published(office.root)))
    assert states <= {(), ("2023",)}
    if not published(office.root):
        office.run("edition", "publish")
    assert published(office.root) == ["2023"]


def test_an_edition_is_published_once(tmp_path: Path) -> None:
    """A name that is taken is not taken again, whoever comes second."""
    first(tmp_path)
    before = (tmp_path / publication.path_of("2023")).read_bytes()
    with pytest.raises(FileExistsError):
        publication.write(tmp_path, Publication(catalogue=FIRST, published_on="2024-01-01"))
    assert (tmp_path / publication.path_of("2023")).read_bytes() == before


def codes(root: Path) -> list[tuple[str, str]]:
    """Code and file of each problem that the published editions have."""
    with pytest.raises(Unreadable) as caught:
        publication.read_all(root)
    assert all(problem.remedy for problem in caught.value.problems)
    return [(problem.code, problem.source) for problem in caught.value.problems]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "practice-edition"}', "null", "[" * 100_000, "\ud800"])
def test_a_file_that_is_no_edition_is_named(tmp_path: Path, text: str) -> None:
    """A broken file is an error with its place, and never a crash."""
    path = tmp_path / publication.path_of("2023")
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert codes(tmp_path) == [("STD060", "standards/published/2023.json")]


def test_a_changed_word_shows(tmp_path: Path) -> None:
    """A published file that was edited does not fit its digest."""
    first(tmp_path)
    path = tmp_path / publication.path_of("2023")
    path.write_text(path.read_text(encoding="utf-8").replace("It is done.", "It was done."), encoding="utf-8")
    assert codes(tmp_path) == [("STD061", "standards/published/2023.json")]


@pytest.mark.parametrize(
    ("old", "new"),
    [('"published_on": "2023', '"published_on": "2022'), ('"written_for": {}', '"written_for": {"a": {"b": "c"}}')],
)
def test_what_stands_around_the_catalogue_is_protected_too(tmp_path: Path, old: str, new: str) -> None:
    """The day of publication and the links that nobody confirmed are part of what the digest covers."""
    first(tmp_path)
    path = tmp_path / publication.path_of("2023")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert codes(tmp_path) == [("STD061", "standards/published/2023.json")]


def test_a_folder_is_no_edition(tmp_path: Path) -> None:
    """A folder in the place of a file is named like a broken file."""
    (tmp_path / publication.path_of("2023")).mkdir(parents=True)
    assert codes(tmp_path) == [("STD060", "standards/published/2023.json")]


def test_a_file_with_a_new_digest_does_not_fit_the_next(tmp_path: Path) -> None:
    """Whoever works out the digest again breaks the chain: the next edition names the file as it was."""
    first(tmp_path)
    publication.write(tmp_path, second(tmp_path))
    path = tmp_path / publication.path_of("2023")
    path.unlink()
    publication.write(tmp_path, Publication(catalogue=FIRST, published_on="2023-04-02"))
    assert codes(tmp_path) == [("STD061", "standards/published/2023.json")]


def test_an_edition_that_is_missing_shows(tmp_path: Path) -> None:
    """A file that was taken away leaves a gap in the chain."""
    first(tmp_path)
    publication.write(tmp_path, second(tmp_path))
    (tmp_path / publication.path_of("2023")).unlink()
    assert codes(tmp_path) == [("STD061", "standards/published/2024.json")]


def test_a_published_edition_is_not_edited_in_the_office(published_office: Office) -> None:
    """The build and the check refuse an edited file, standards changed without a new edition, and an id used again."""
    office = published_office
    path = office.root / publication.path_of("2023")
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("Senior Leadership Team", "Senior leaders", 1), encoding="utf-8")
    said = office.run("build", code=1)
    assert "standards/published/2023.json STD061" in said
    assert "Bring the file back" in said
    path.write_text(sound, encoding="utf-8")

    standard = next(one for one in office.catalogue.of_kind("expectation") if one.part_of)
    office.change(standard.id, text="It says something else.")
    said = office.run("check", code=1)
    assert "standards/edition.yaml STD062 Edition 2023 is published" in said
    assert "Begin the next edition" in said
    assert "R004" not in office.run("edition", "publish", code=1)


def test_an_id_that_went_never_comes_back(published_office: Office) -> None:
    """An id that one edition took out cannot be used in a later one."""
    office = published_office
    model = next(one for one in office.catalogue.of_kind("term"))
    for edition, change in (("2024", "new"), ("2025", "retired")):
        office.begin(edition, f"{edition}-03-28")
        if change == "new":
            entry = {**_entry_of(office, model.id), "id": "term.passing", "title": "Passing", "aliases": ["passer"]}
            office.put_in(model.id, entry)
        else:
            office.take_out("term.passing")
        office.count_again()
        more: dict[str, object] = {"successors": []} if change == "retired" else {}
        office.write_changes(edition, [{"id": "term.passing", "change": change, "reason": "So it was.", **more}])
        office.run("edition", "publish")
    office.begin("2026", "2026-03-28")
    office.put_in(model.id, entry)
    office.count_again()
    said = office.run("check", code=1)
    assert "R010 The id “term.passing” was taken out in edition 2025 and is used again." in said
    assert "standards/glossary.yaml:" in said


def _entry_of(office: Office, identity: str) -> dict[str, object]:
    entry: dict[str, object] = office.take_out(identity)
    with office.editing("standards/glossary.yaml") as data:
        data["items"].insert(0, entry)
    return entry


def test_what_is_not_approved_is_not_published(office: Office) -> None:
    """R004: a draft, an edition older than the newest, and one approved before it are refused."""
    with office.editing("standards/edition.yaml") as data:
        data["status"] = "draft"
    assert "R004 Edition 2023 is marked as a draft." in office.run("edition", "publish", code=1)
    office.begin("2023", "2023-03-28")
    office.run("edition", "publish")
    assert "is published already" in office.run("edition", "publish", code=1)
    office.begin("2041", "2041-03-28")
    assert "STD066 Edition 2041 is said to be approved in days to come." in office.run("edition", "publish", code=1)
    office.begin("2022", "2022-03-28")
    said = office.run("edition", "publish", code=1)
    assert "STD066 Edition 2022 does not come after edition 2023" in said
    assert "STD066 Edition 2022 was not approved after edition 2023." in said


def test_what_cannot_be_done_now_is_told_with_the_way_out(published_office: Office) -> None:
    """A published edition takes no confirmation, which would be lost; broken YAML is named, not taken for missing."""
    office = published_office
    said = office.run("edition", "confirm", "all", "grade.positive", code=2)
    assert "Edition 2023 is published. Begin the next edition first" in said
    office.begin("2024", "2024-03-27")
    with office.editing("standards/edition.yaml") as data:
        data["counts"]["grades"] = 5
    assert "standards/edition.yaml" in office.run("edition", "diff", "2023", "2024", code=1)


def test_the_file_repeats_the_edition_byte_for_byte(office: Office) -> None:
    """The same YAML published on the same day gives the same file."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    written = []
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-m", "site_build", "edition", "publish"],
            cwd=office.root,
            env=env,
            check=True,
            capture_output=True,
        )
        path = office.root / publication.path_of("2023")
        written.append(path.read_bytes())
        path.unlink()
    assert written[0] == written[1]
    assert json.loads(written[0])["published_on"] == "2023-11-14"


def test_everybody_may_read_what_is_published(tmp_path: Path) -> None:
    """A web server or a colleague on the same machine reads the file as well as whoever published it."""
    first(tmp_path)
    assert (tmp_path / publication.path_of("2023")).stat().st_mode & 0o444 == 0o444

"""The published data and schemas on the site: there, as their own schemas say, and used as the page says."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import shutil
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from macros import columns
from macros.schemas import ADDRESS, yaml_schemas
from practice_audit.documents import resolve
from site_build import published_data
from site_build.examples import stamped
from site_build.paths import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from macros import Handbook
    from practice_audit.sources import Sources
    from tests.site.document import Document

SITE = "https://site.example/"
BLOCK = re.compile(r'<code class="language-(\w+)">(.*?)</code>', re.DOTALL)
SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=(\S+)")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(site: Path, handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the page asks for: the files of the edition, a schema of records, and a record."""
    made = tmp_path_factory.mktemp("published")
    for name in ("framework.json", "framework.csv", "framework.xlsx"):
        shutil.copyfile(site / "data" / handbook.catalogue.edition.id / name, made / name)
    shutil.copyfile(site / "schemas" / "ila.json", made / "ila.json")
    record = next((DEFINITIONS / "ila" / "examples" / "valid").glob("*.json"))
    example = stamped(handbook.catalogue, _read(record))
    (made / "my-record.json").write_text(json.dumps(example), encoding="utf-8")
    return made


def _blocks(site: Path, language: str) -> list[str]:
    """The examples in one language on the page about the data, as a reader copies them."""
    page = (site / "data" / "index.html").read_text(encoding="utf-8")
    return [unescape(block) for found, block in BLOCK.findall(page) if found == language]


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, check=False, capture_output=True, encoding="utf-8", text=True
    )


def test_published_files_are_on_the_site(site: Path, handbook: Handbook) -> None:
    """Each file stands at its address with the bytes that are made of the edition."""
    made = published_data.files(handbook.catalogue, handbook.words, handbook.site_url)
    assert [address.rpartition("/")[2] for address, _ in made] == [
        "framework.json",
        "framework.csv",
        "framework.xlsx",
    ]
    for address, content in made:
        assert (site / address).read_bytes() == content, address
        assert len(content) > 50_000
    assert (site / "data" / "licence.txt").read_text(encoding="utf-8").startswith(published_data.LICENCE)


def test_framework_passes_its_schema(site: Path, handbook: Handbook) -> None:
    """The published schema is sound, and the published framework is as it says."""
    schema = _read(site / "data" / "framework.schema.json")
    Draft202012Validator.check_schema(schema)
    framework = _read(site / "data" / handbook.catalogue.edition.id / "framework.json")
    assert [error.json_path for error in Draft202012Validator(schema).iter_errors(framework)] == []


@pytest.mark.parametrize("change", ["missing", "unknown", "other"])
@pytest.mark.parametrize("place", ["", "/items/0", "/tools/0", "/tools/0/sections/0/questions/0", "/rules/0"])
def test_schema_refuses_what_is_not_promised(site: Path, handbook: Handbook, place: str, change: str) -> None:
    """A key that is gone, one that nobody knows, or a value of another type is found, wherever it stands."""
    schema = _read(site / "data" / "framework.schema.json")
    framework = _read(site / "data" / handbook.catalogue.edition.id / "framework.json")
    broken = copy.deepcopy(framework)
    entry = resolve(broken, place)
    key = next(key for key, value in entry.items() if isinstance(value, str))
    if change == "missing":
        del entry[key]
    elif change == "unknown":
        entry["more"] = "x"
    else:
        entry[key] = 3
    found = [error.absolute_path for error in Draft202012Validator(schema).iter_errors(broken)]
    assert next(resolve(broken, "".join(f"/{step}" for step in path)) for path in found) in (entry, 3)


def test_schemas_of_the_yaml_name_one_another(site: Path) -> None:
    """Each schema stands at its address, and whatever it refers to is there too, down to the very part."""
    referred = 0
    for schema in yaml_schemas():
        content = _read(site / schema.address)
        Draft202012Validator.check_schema(content)
        for reference in _references(content):
            place, part = urldefrag(urljoin(SITE + schema.address, reference))
            assert resolve(_read(site / place.removeprefix(SITE)), part) is not None
            referred += 1
    assert referred > 50


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _references(each)


def test_yaml_passes_the_published_schemas(site: Path, root: Path, sources: Sources) -> None:
    """Every YAML file passes the schema that its first line names, as it is published, by another's validator."""

    def retrieve(address: str) -> Resource[Any]:
        return Resource.from_contents(_read(site / address.removeprefix(SITE)), default_specification=DRAFT202012)

    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]
    checked = set()
    for document in sources.documents:
        named = SCHEMA_LINE.match((root / document.path).read_text(encoding="utf-8"))
        assert named is not None, document.path
        schema = urljoin(f"{SITE}{ADDRESS}{document.path}", named[1])
        validator = Draft202012Validator({"$ref": schema}, registry=registry)
        assert [error.json_path for error in validator.iter_errors(document.value)] == [], document.path
        checked.add(schema.removeprefix(SITE))
    assert checked <= {schema.address for schema in yaml_schemas()}
    assert len(checked) > 5  # some are for files that come with a later edition


def test_page_explains_every_column_and_lists_every_schema(documents: Mapping[str, Document]) -> None:
    """Each column of each table stands on the page, and so does each schema of the YAML."""
    page = documents["data/"]
    codes = set(re.findall(r"<code>(\w+)</code></th>", page.source))
    assert codes == set(columns.places())
    assert {f"../{schema.address}" for schema in yaml_schemas()} <= set(page.links)


def test_about_page_leads_to_the_data(documents: Mapping[str, Document]) -> None:
    """Who looks for data on the page about the edition is led to the page about them."""
    assert "../data/" in documents["about/"].links


def test_examples_of_the_page_run(site: Path, folder: Path, handbook: Handbook) -> None:
    """Each Python example on the page runs as it stands beside the files, and says what is so."""
    items = handbook.catalogue.items
    core = sum(1 for item in items if item.level == "core")
    serving = sum(1 for item in items if "pm.systemic" in item.principles)
    examined = next(item for item in items if item.kind == "expectation" and handbook.graph.asked_in(item.id))
    asked = handbook.graph.asked_in(examined.id)[0]
    wanted = (
        f"{core} core expectations in edition {handbook.catalogue.edition.id}",
        f"pm.systemic {serving}",
        f"{examined.id} ['{asked.question.id} in {asked.tool.title}'",
    )
    examples = _blocks(site, "python")
    told = []
    for example in examples:
        done = _python(folder, "-c", example)
        assert done.returncode == 0, done.stderr
        told.append(done.stdout)
    *told, record = told
    assert len(told) == len(wanted)
    for words, said in zip(wanted, told, strict=True):
        assert words in said
    assert record == ""


def test_example_finds_what_is_wrong_with_a_record(site: Path, folder: Path, tmp_path: Path) -> None:
    """With a record that breaks its schema, the validator's example says where and what."""
    broken = _read(folder / "my-record.json")
    broken["edition"] = 2023
    shutil.copyfile(folder / "ila.json", tmp_path / "ila.json")
    (tmp_path / "my-record.json").write_text(json.dumps(broken), encoding="utf-8")
    assert "$.edition" in _python(tmp_path, "-c", _blocks(site, "python")[-1]).stdout


def test_example_of_the_command_runs(site: Path, folder: Path) -> None:
    """The command line on the page checks the record of the folder."""
    (command,) = _blocks(site, "sh")
    name, *arguments = command.split()
    assert name == "check-jsonschema"
    done = _python(folder, "-m", "check_jsonschema", *arguments)
    assert done.returncode == 0, done.stdout
    arguments[-1] = "framework.json"
    assert _python(folder, "-m", "check_jsonschema", *arguments).returncode == 1


def test_record_schemas_are_published_for_each_tool(site: Path, handbook: Handbook) -> None:
    """A tool's record type in framework.json is the name of the schema of its records."""
    framework = _read(site / "data" / handbook.catalogue.edition.id / "framework.json")
    for tool in framework["tools"]:
        schema = _read(site / "schemas" / f"{tool['record_type']}.json")
        assert schema["properties"]["record_type"] == {"const": tool["record_type"]}
        assert schema["properties"]["tool"]["properties"]["version"] == {"const": tool["version"]}


def test_table_opens_with_any_reader_that_knows_utf8(site: Path, handbook: Handbook) -> None:
    """The mark at the beginning is the only one; letters beyond ASCII are whole."""
    content = (site / "data" / handbook.catalogue.edition.id / "framework.csv").read_bytes()
    text = content.decode("utf-8-sig")
    assert "\ufeff" not in text
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert any("’" in row["text"] for row in rows)

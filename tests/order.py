"""In which order files run in several processes, and which of them run in the same one.

A whole file runs in one process. Files that share what takes long to make run in one as well, so that it is made
once. The longest begin first, so that no processor has nothing to do while the last file runs. Knows no test.
"""

from __future__ import annotations

from typing import Any

import pytest

TOGETHER = {
    f"tests/editions/{name}.py": "tests/editions with the rehearsed year"
    for name in ("test_changed_since", "test_looks", "test_moving", "test_old_tools", "test_rehearsal")
}
"""Files that share something, each with the name of what they are together."""

SECONDS = {
    "tests/e2e/test_whole_record.py": 406,
    "tests/a11y/test_pages.py": 374,
    "tests/editions with the rehearsed year": 211,
    "tests/e2e/test_focus.py": 168,
    "tests/e2e/test_payloads.py": 118,
    "tests/a11y/test_form_states.py": 98,
    "tests/e2e/test_offline.py": 88,
    "tests/e2e/test_guard.py": 79,
    "tests/site/test_booklet.py": 77,
    "tests/e2e/test_drafts.py": 75,
    "tests/e2e/test_moderation.py": 69,
    "tests/editions/test_ten_editions.py": 64,
    "tests/e2e/test_files.py": 60,
    "tests/e2e/test_errors.py": 56,
    "tests/unit/statistics/test_against_libraries.py": 53,
    "tests/e2e/test_on_this_device.py": 51,
    "tests/e2e/test_comparing.py": 49,
    "tests/e2e/test_offline_updates.py": 49,
    "tests/e2e/test_conversation.py": 42,
    "tests/editions/test_publishing.py": 42,
    "tests/e2e/test_also_here.py": 41,
    "tests/e2e/test_back_to_a_form.py": 38,
    "tests/e2e/test_practice.py": 35,
    "tests/e2e/test_loaded_checklist.py": 34,
    "tests/e2e/test_engine.py": 34,
    "tests/site/test_second_generator.py": 32,
    "tests/e2e/test_locked.py": 32,
    "tests/e2e/test_print.py": 32,
    "tests/e2e/test_keeping.py": 30,
    "tests/site/test_serve.py": 30,
}
"""What took longest in a run of two processes, roughly. Only the order counts: whatever is not named comes after."""


def unit(nodeid: str) -> str:
    """What a test runs together with: its file, or the files that share something with it."""
    file = nodeid.split("::", maxsplit=1)[0]
    return TOGETHER.get(file, file)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest first, in each of several processes. One process alone keeps the order of the folders."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: -SECONDS.get(unit(item.nodeid), 0))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # xdist has no types of its own
    """Hand out what belongs together where whole files are handed out."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import (  # type: ignore[import-untyped] # noqa: PLC0415 - only for several processes
        LoadFileScheduling,
    )

    class ByUnit(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    return ByUnit(config, log)

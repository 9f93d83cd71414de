"""Keep what the browser exported as an example of each tool: `python -m tests.e2e.refresh_examples`.

`test_whole_record` types an example by keyboard and leaves the file that the page saved in
`build/exported/`. Run it first; this copies each file to `examples/valid/from-the-browser.json`.
"""

from __future__ import annotations

import shutil
import sys

from site_build.paths import BUILD, DEFINITIONS

EXPORTED = BUILD / "exported"


def main() -> int:
    """Copy every exported record; 1 where there is none yet."""
    files = sorted(EXPORTED.glob("*.json"))
    for path in files:
        shutil.copyfile(path, DEFINITIONS / path.stem / "examples" / "valid" / "from-the-browser.json")
    sys.stdout.write(f"{len(files)} examples kept.\n" if files else "Run tests/e2e/test_whole_record.py first.\n")
    return 0 if files else 1


if __name__ == "__main__":
    sys.exit(main())

"""Write docs/hunts.md from the catalogue of hunts and their saved searches."""

from __future__ import annotations

import csv
import sys
from itertools import groupby
from pathlib import Path
from typing import Dict, Iterator, List

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from preview.spl import Configuration  # noqa: E402 - the repository is put on the path before

PAGE = REPOSITORY / "docs" / "hunts.md"

INTRODUCTION = """\
# The hunts

Each hunt is a saved search. None is scheduled as shipped: run it by hand, look at what it finds,
put what is honest into the allowlist, then switch its schedule on. A hunt that looks at more than a
day reports the last day only: the days before are what it takes as known. What reads Microsoft's
cloud ends two hours before the run, because these logs come late; where yours come later still,
move both ends.

- **Your data**: `huntpipe_index` names the indexes, and one macro `huntpipe_src_...` for each type
  of data names the sourcetypes. Change them in Settings > Advanced search > Search macros.
- **Findings**: all hunts give `_time`, `entity`, `entity_type`, `what`, `evidence` and `score`, so
  that they can be put under one another.
- **Allowlist**: an entry of the lookup `huntpipe_allowlist` leaves findings out of the hunts whose
  name it has. The page *Allowlist* adds entries, ends and removes them, and minds their spelling.
  `hunt`, `entity` and `evidence` are patterns with `*` in small letters, whatever the case in the
  finding, and all three have to match; `*7-zip*7z.exe*` as evidence allows a program (write `*` for
  a backslash too). `owner` and `reason` are for people. `expiry` is a date such as 2026-12-31, and
  an entry without one allows nothing.
- **Filter**: the last pipe of each hunt is a macro of its own, `search *` as shipped, for all else.

The figures of each hunt on the sample stand in `tests/hunts/cases.py`.
"""


def catalogue() -> List[Dict[str, str]]:
    """Return the rows of the catalogue, in its order."""
    path = REPOSITORY / "lookups" / "huntpipe_hunts.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def page() -> str:
    """Return the text of the page."""
    return "\n".join([INTRODUCTION, *_areas()])


def _areas() -> Iterator[str]:
    searches = Configuration(REPOSITORY).savedsearches
    for area, hunts in groupby(catalogue(), key=lambda hunt: hunt["area"]):
        yield f"## {area}\n"
        for hunt in hunts:
            settings = searches[hunt["hunt"]]
            yield (
                f"### {hunt['hunt'].split(' - ', 2)[2]}\n\n"
                f"{hunt['purpose']}\n\n"
                f"- Severity: {hunt['severity']}\n"
                f"- ATT&CK: {hunt['technique']} {hunt['technique_name']} ({hunt['tactic']})\n"
                f"- Data: {_code(hunt['data'])}\n"
                f"- Tune: {hunt['tune']} Filter: `{hunt['filter']}`\n"
                f"- Known false positives: {hunt['false_positives']}\n"
                f"- Looks at: {settings['dispatch.earliest_time']} to "
                f"{settings['dispatch.latest_time']}; schedule: `{settings['cron_schedule']}`\n"
            )


def _code(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

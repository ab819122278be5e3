"""What could be answered wrongly is refused, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over
from tests.preview.spl.reference.five_events import SITES, TRANSFORMS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "spl",
    [
        "bob AND OR ann",
        "NOT AND bob",
        "user IN",
        "* | stats count, , sum(n)",
        "* | stats count by user,",
        "* | dedup -1 user",
        "* | eval v=null",
        "* | where n=True",
        "* | transaction user",
        '* | fieldformat n="x"',
        "* | chart count",
        "* | chart count by n span=10",
        "* | chart count over _time by n",
        "* | chart count by user where count in top5",
        "* | chart count, sum(n) by user host",
        "* | chart sum(*) by user",
        "* | timechart partial=f count",
        "* | timechart count by user span=1h",
        "* | timechart count, sum(n) by user",
        "* | timechart avg(*)",
        "* | timechart count by user where max in top5",
        "* | timechart span=1w count",
        "* | timechart span=2d count",
        "* | timechart span=3mon count",
        "* | timechart span=1y count",
        "* | timechart span=1d@d count",
        "* | timechart agg=sum(n) count by user",
        "* | timechart per_hour(n)",
        "* | bin n bins=3",
        "* | bin _time",
        "* | bin _time span=1h aligntime=@d+3h",
        "* | convert ctime(user)",
        "* | xyseries user host n v",
        "* | xyseries sep=- user host n",
        "* | eval v=9007199254740993 | stats sum(v)",
        '* | eval t=strptime("10:11", "%H:%M")',
    ],
)
def test_what_could_be_answered_wrongly_is_refused(app: Path, spl: str) -> None:
    record = {"_raw": "user=bob n=1", "_time": NOW - 60}
    engine = engine_over(app, [record, {**record, "_raw": "user=ann n=2"}])
    with pytest.raises(SearchError) as refusal:
        engine.search(spl if spl.startswith("|") else f"index=main {spl}", now=NOW)
    assert refusal.value.command


@pytest.mark.parametrize(
    "command",
    [
        "stats count by date_hour",
        "stats values(date_wday)",
        "timechart count by punct",
        "table linecount",
        "dedup tag",
        "rename eventtype as e",
        "lookup sites host AS splunk_server",
        "eventstats count by _indextime",
        "where date_hour=5",
    ],
)
def test_fields_that_splunk_makes_of_every_event_are_refused(app: Path, command: str) -> None:
    # Knowledge Manager Manual, "Use default fields".
    (app / "default/transforms.conf").write_text(TRANSFORMS, encoding="utf-8")
    (app / "lookups/sites.csv").write_text(SITES, encoding="utf-8")
    engine = engine_over(app, [])
    with pytest.raises(UnsupportedError, match="the field"):
        engine.search(f"index=main | {command}", now=NOW)
    made = "eval date_hour=1 | rename user as tag | stats count by date_hour, tag"
    assert engine.search(f"index=main | {made}", now=NOW).rows == []

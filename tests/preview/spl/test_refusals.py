"""What no single page is about, and could be answered wrongly: refused with command and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over
from tests.preview.spl.reference.five_events import SITES, TRANSFORMS

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("nosuch", "unknown search command"),
        ("transaction user", "the search command transaction is not supported"),
        ("inputlookup x.csv", "must be the first"),
        ("stats count as n | where count > 5", "no row has the field 'count'"),
        ("stats count as n | search count > 5", "no row has the field 'count'"),
        ("stats count by host [search x]", "a subsearch in stats is not supported"),
        ("where a > [search x | return $b]", "a subsearch in where is not supported"),
        # Single quotes are documented for expressions and statistics only.
        ("rename 'user' as u", "'user' is not supported"),
        ("table 'user'", "'user' is not supported"),
    ],
)
def test_what_cannot_stand_there_is_refused_with_its_place(
    engine: Engine, command: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message) as refusal:
        engine.parse(f"index=x | {command}")
    assert refusal.value.command
    assert refusal.value.position is not None


def test_a_fault_in_a_value_names_the_command(engine: Engine) -> None:
    with pytest.raises(SearchError, match="is no network") as refusal:
        engine.search('| makeresults | eval n="x" | where cidrmatch(n, "10.0.0.1")')
    assert refusal.value.command == "where"


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

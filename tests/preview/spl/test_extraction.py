"""Search-time extraction.

Knowledge Manager Manual, "The sequence of search-time operations", and props.conf and
transforms.conf of the Admin Manual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

PROPS = r"""
[custom]
EXTRACT-a = id:(?<id>\d+)
REPORT-b = pairs
FIELDALIAS-c = id AS ident user ASNEW name
EVAL-level = if(id > 5, "high", "low")
LOOKUP-d = teams.csv user OUTPUT team
KV_MODE = none

[source::...special.log]
EXTRACT-s = special=(?<special>\w+)
"""

TRANSFORMS = """
[pairs]
REGEX = <([a-z]+)\\|([^>]*)>
FORMAT = $1::$2
"""


def fields(app: Path, raw: str, sourcetype: str = "t", source: str = "s") -> dict[str, Any]:
    record = {"_raw": raw, "sourcetype": sourcetype, "source": source}
    (row,) = engine_over(app, [record]).search("index=*", now=NOW).rows
    known = ("_raw", "_time", "index", "host", "source", "sourcetype")
    return {name: value for name, value in row.items() if name not in known}


def test_json_gives_nested_names_and_multivalue_arrays(app: Path) -> None:
    raw = '{"a": {"b": 1.50, "c": [1, 2]}, "d": [{"e": "x"}, {"e": "y"}], "f": true, "g": ""}'
    assert fields(app, raw) == {
        "a.b": "1.50",
        "a.c{}": ["1", "2"],
        "d{}.e": ["x", "y"],
        "f": "true",
        "g": "",
    }


def test_key_value_pairs_are_cut_at_spaces_commas_and_quotes(app: Path) -> None:
    assert fields(app, 'x user=bob, action="log in" src-ip=10.0.0.1;n=1&m=2 user=eve') == {
        "user": "bob",
        "action": "log in",
        "src_ip": "10.0.0.1",
        "n": "1",
        "m": "2",
    }


def test_xml_is_not_extracted(app: Path) -> None:
    assert fields(app, "<Event a='1'><Data Name=\"x\">y=2</Data></Event>") == {}


def test_windows_events_in_text_form_have_header_and_message_fields(app: Path) -> None:
    raw = (
        "08/20/2018 09:15:00 AM\nLogName=Security\nEventCode=4720\nMessage=An account.\n\n"
        "Subject:\n\tAccount Name:\t\tadmin\nNew Account:\n\tAccount Name:\t\tsvc\n"
    )
    found = fields(app, raw, "WinEventLog:Security")
    assert found["LogName"] == "Security"
    assert found["EventCode"] == "4720"
    assert found["Account_Name"] == ["admin", "svc"]


def test_the_settings_of_the_app_apply_in_splunks_order(app: Path) -> None:
    (app / "default" / "props.conf").write_text(PROPS)
    (app / "default" / "transforms.conf").write_text(TRANSFORMS)
    (app / "lookups" / "teams.csv").write_text("user,team\nbob,red\n")
    raw = "id:7 <user|bob> <color|blue> not=kept special=yes"
    assert fields(app, raw, "custom", "/var/special.log") == {
        "id": "7",
        "user": "bob",
        "color": "blue",
        "special": "yes",
        "ident": "7",
        "name": "bob",
        "level": "high",
        "team": "red",
    }


@pytest.mark.parametrize("condition", ["level=high", "team=RED", "color=blue", "ident=7"])
def test_a_search_finds_values_that_do_not_stand_in_the_text(app: Path, condition: str) -> None:
    (app / "default" / "props.conf").write_text(PROPS)
    (app / "default" / "transforms.conf").write_text(TRANSFORMS)
    (app / "lookups" / "teams.csv").write_text("user,team\nbob,red\n")
    record = {"_raw": "id:7 <user|bob> <color|blue>", "sourcetype": "custom"}
    assert engine_over(app, [record]).search(f"index=* {condition}", now=NOW).rows


def test_a_search_finds_escaped_json_text(app: Path) -> None:
    record = {"_raw": r'{"user": "\u0062ob", "path": "C:\\Temp"}'}
    engine = engine_over(app, [record])
    assert engine.search("index=* user=bob", now=NOW).rows
    assert engine.search(r'index=* path="C:\\temp"', now=NOW).rows

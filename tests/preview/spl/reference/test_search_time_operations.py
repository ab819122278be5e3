"""Search-time extraction, by the Knowledge Manager Manual and the Admin Manual.

"The sequence of search-time operations", "Configure automatic key-value field extraction" and
"When Splunk software extracts fields"; props.conf and transforms.conf:
https://help.splunk.com/en/data-management/splunk-enterprise-admin-manual/10.0/10.0.0-configuration-file-reference/props.conf
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import DataError, UnsupportedError
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


@pytest.mark.parametrize(
    ("props", "raw", "expected"),
    [
        # KV_TRIM_SPACES, true by default: its own example.
        ("", 'myfield=" apples "', {"myfield": "apples"}),
        # transforms.conf, KEEP_EMPTY_VALS: "Autokv ignores field/value pairs with empty values."
        ("", 'a="" b=1', {"b": "1"}),
        # KV_MODE: only auto_escaped has escapes.
        ("KV_MODE = auto_escaped", r'f="with \"nested\" quotes"', {"f": 'with "nested" quotes'}),
        ("", r'f="with \"', {"f": "with \\"}),
        ("KV_MODE = none", "a=1", {}),
        # "The xml and json modes do not extract any fields when used on data that isn't ..."
        ("KV_MODE = json", "a=1", {}),
        ("KV_MODE = json", '{"a": 1}', {"a": "1"}),
        ("AUTO_KV_JSON = false\nKV_MODE = json", '{"a": 1}', {"a": "1"}),
        # EXTRACT: (?ms) stands before the regular expression.
        ("EXTRACT-a = ^b(?<x>.*)c$", "a\nb1\n2c\nd", {"x": "1\n2"}),
        # EXTRACT: one may read a field of those before it in ASCII order.
        (
            "EXTRACT-aaa = (?<y>\\d) in x\nEXTRACT-ZZZ = <(?<x>\\w+)>",
            "<a1>",
            {"x": "a1", "y": "1"},
        ),
        # FIELDALIAS: AS replaces, and removes where there is nothing; ASNEW only adds.
        ("FIELDALIAS-a = a AS b", "a=1 b=2", {"a": "1", "b": "1"}),
        ("FIELDALIAS-a = c AS b", "a=1 b=2", {"a": "1"}),
        ("FIELDALIAS-a = a ASNEW b", "a=1 b=2", {"a": "1", "b": "2"}),
        ("FIELDALIAS-a = c ASNEW b", "a=1 b=2", {"a": "1", "b": "2"}),
        # EVAL: as if in parallel; its own example.
        ("EVAL-x = y*2\nEVAL-y = 100", "y=3", {"x": "6", "y": "100"}),
        # A calculated field may use an alias, and an alias no calculated field.
        (
            "FIELDALIAS-a = a AS b\nEVAL-c = b.x",
            "a=1 x=2",
            {"a": "1", "b": "1", "x": "2", "c": "12"},
        ),
        ("EVAL-c = a.x\nFIELDALIAS-a = c AS b", "a=1 x=2", {"a": "1", "x": "2", "c": "12"}),
    ],
)
def test_a_setting_extracts(app: Path, props: str, raw: str, expected: dict[str, str]) -> None:
    (app / "default" / "props.conf").write_text(f"[t]\n{props}\n")
    assert fields(app, raw) == expected


@pytest.mark.parametrize(
    ("transform", "raw", "expected"),
    [
        # MV_ADD: without it, a second value is discarded.
        ("REGEX = (\\w)=(\\w)\nFORMAT = $1::$2", "a=1 a=2", {"a": "1"}),
        ("REGEX = (\\w)=(\\w)\nFORMAT = $1::$2\nMV_ADD = true", "a=1 a=2", {"a": ["1", "2"]}),
        # DELIMS: each character is a delimiter; its own example.
        ('DELIMS = "|", "="', "a=1|b=2", {"a": "1", "b": "2"}),
        ('DELIMS = "|;", "=:"', "a=1;b:2", {"a": "1", "b": "2"}),
        # KEEP_EMPTY_VALS, false by default.
        ('DELIMS = "|", "="', "a=|b=2", {"b": "2"}),
        ('DELIMS = "|", "="\nKEEP_EMPTY_VALS = true', "a=|b=2", {"a": "", "b": "2"}),
        # CLEAN_KEYS: other characters become underscores, leading ones and digits go.
        ('DELIMS = "|", "="', "_1a-b=1|c d=2", {"a_b": "1", "c_d": "2"}),
        ('DELIMS = "|", "="\nCLEAN_KEYS = false', "a-b=1", {"a-b": "1"}),
    ],
)
def test_a_transform_extracts(
    app: Path, transform: str, raw: str, expected: dict[str, Any]
) -> None:
    (app / "default" / "props.conf").write_text("[t]\nREPORT-r = r\nKV_MODE = none\n")
    (app / "default" / "transforms.conf").write_text(f"[r]\n{transform}\n")
    assert fields(app, raw) == expected


def test_what_is_set_for_a_source_wins(app: Path) -> None:
    props = "[source::/var/*/x.log]\nEVAL-v = 1\n[t]\nEVAL-v = 2\n"
    (app / "default" / "props.conf").write_text(props)
    assert fields(app, "x", source="/var/log/x.log")["v"] == "1"
    # * does not match the separator of paths, as ... does.
    assert fields(app, "x", source="/var/log/app/x.log")["v"] == "2"


def test_automatic_extraction_reads_a_hundred_fields_and_10240_characters(app: Path) -> None:
    found = fields(app, " ".join(f"k{n}=1" for n in range(150)))
    assert list(found) == [f"k{n}" for n in range(100)]
    assert fields(app, "a=1 " + "x" * 10_240 + " b=2") == {"a": "1"}


@pytest.mark.parametrize("document", [{"a": "x" * 10_240}, {f"k{n}": 1 for n in range(101)}])
def test_json_that_splunk_reads_in_part_is_refused(app: Path, document: dict[str, Any]) -> None:
    with pytest.raises(DataError, match="reads a part"):
        fields(app, json.dumps(document))


@pytest.mark.parametrize(
    ("props", "transforms"),
    [
        ("[t]\nKV_MODE = xml", ""),
        ("[t]\nKV_MODE = multi", ""),
        ("[host::h]\nEVAL-a = 1", ""),
        ("[t]\nFIELDALIAS-a = a AS c b AS c", ""),
        ("[t]\nREPORT-r = r", '[r]\nDELIMS = ","\nFIELDS = a, b'),
        ("[t]\nREPORT-r = r", '[r]\nDELIMS = ","'),
        ("[t]\nREPORT-r = r", "[r]\nSOURCE_KEY = field:a\nREGEX = (?<b>.)"),
    ],
)
def test_a_setting_that_the_preview_does_not_follow_is_refused(
    app: Path, props: str, transforms: str
) -> None:
    (app / "default" / "props.conf").write_text(props + "\n")
    (app / "default" / "transforms.conf").write_text(transforms + "\n")
    with pytest.raises(UnsupportedError):
        fields(app, "a=1")

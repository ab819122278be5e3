"""The user's own files become events, or a message says why not."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from preview import ingest
from tests.preview.evtx_file import Element, write_evtx

if TYPE_CHECKING:
    from pathlib import Path

TIME = 1534759301.288
SYSMON = "XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"
XML = (
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
    "<EventID>1</EventID><TimeCreated SystemTime='2018-08-20T10:01:41.288000000Z'/>"
    "<Channel>Microsoft-Windows-Sysmon/Operational</Channel>"
    "<Computer>FYODOR-L.froth.ly</Computer></System>"
    "<EventData><Data Name='Image'>C:\\a.exe</Data></EventData></Event>"
)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def reasons(found: ingest.Ingested) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in found.problems]


def test_json_line_is_kept_as_written_and_recognised(tmp_path: Path) -> None:
    line = '{"CreationTime":  "2018-08-20T10:01:41", "Operation": "X", "Workload": "Exchange"}'
    found = ingest.read(put(tmp_path, "audit.jsonl", line + "\n"), index="own")
    assert found.problems == []
    assert found.events == [
        {
            "_time": 1534759301.0,
            "_raw": line,
            "index": "own",
            "host": "unknown",
            "source": str(tmp_path / "audit.jsonl"),
            "sourcetype": "o365:management:activity",
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"time": 1534759301.288, "a": 1}\n{"time": 1534759301.288, "a": 2}\n',
        '[{"time": 1534759301.288, "a": 1},\n {"time": 1534759301.288, "a": 2}]',
        '{\n "time": 1534759301.288,\n "a": 1\n}\n{\n "time": 1534759301288,\n "a": 2\n}',
        '\ufeff{"time": 1534759301.288, "a": 1}\r\n\r\n{"time": 1534759301.288, "a": 2}',
    ],
    ids=["lines", "array", "pretty", "windows"],
)
def test_json_comes_in_several_layouts(tmp_path: Path, text: str) -> None:
    found = ingest.read(put(tmp_path, "own.json", text))
    assert [event["_time"] for event in found.events] == [TIME, TIME]
    assert [json.loads(event["_raw"])["a"] for event in found.events] == [1, 2]
    assert found.problems == []


def test_what_splunk_exports_as_json_keeps_its_metadata(tmp_path: Path) -> None:
    result = {
        "_time": "2018-08-20 10:01:41.288 UTC",
        "_raw": "anything",
        "index": "i",
        "host": "h",
        "source": "s",
        "sourcetype": "t",
    }
    found = ingest.read(put(tmp_path, "e.json", json.dumps({"preview": False, "result": result})))
    assert found.events == [{**result, "_time": TIME}]


def test_broken_json_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    text = '{"time": 1534759301, "a": 1}\n{"time": 1534759301, "a"\n{"time": 1534759302}\n7\n'
    found = ingest.read(put(tmp_path, "own.jsonl", text))
    assert len(found.events) == 2
    assert [line for line, _ in reasons(found)] == [2, 4]
    assert str(found.problems[0]).startswith(f"{tmp_path / 'own.jsonl'}:2: no JSON, left out")


def test_what_splunk_exports_as_csv_keeps_its_metadata(tmp_path: Path) -> None:
    text = (
        '"_raw","_time",host,index,source,sourcetype\r\n'
        '"two\nlines, ""quoted""","2018-08-20T10:01:41.288+0000",h,i,s,t\r\n'
    )
    found = ingest.read(put(tmp_path, "export.csv", text))
    assert found.problems == []
    assert found.events == [
        {
            "_time": TIME,
            "_raw": 'two\nlines, "quoted"',
            "index": "i",
            "host": "h",
            "source": "s",
            "sourcetype": "t",
        }
    ]


def test_table_of_fields_becomes_json_events(tmp_path: Path) -> None:
    text = "UtcTime,Computer,Image,Empty\n2018-08-20 10:01:41.288,a-host,cmd.exe,\n"
    (event,) = ingest.read(put(tmp_path, "table.csv", text)).events
    assert (event["_time"], event["host"], event["sourcetype"]) == (TIME, "a-host", "csv")
    assert json.loads(event["_raw"]) == {
        "UtcTime": "2018-08-20 10:01:41.288",
        "Computer": "a-host",
        "Image": "cmd.exe",
    }


def test_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    found = ingest.read(put(tmp_path, "t.csv", "time,b\n1534759301,1\n1,2,3\n1534759302,2\n"))
    assert len(found.events) == 2
    assert reasons(found) == [(3, "3 cells where the header has 2, left out.")]


def test_csv_without_a_header_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "good.json", '{"time": 1534759301}')
    found = ingest.read(put(tmp_path, "same.csv", "a,a\n1,2\n").parent)
    assert reasons(found) == [(1, "no header of different column names, file left out.")]


@pytest.mark.parametrize(
    "text",
    [f"{XML}\n{XML}\n", f"<?xml version='1.0'?>\n<Events>\n{XML}\n{XML}</Events>"],
    ids=["lines", "document"],
)
def test_windows_events_are_kept_as_written(tmp_path: Path, text: str) -> None:
    found = ingest.read(put(tmp_path, "sysmon.xml", text))
    assert found.problems == []
    assert [event["_raw"] for event in found.events] == [XML, XML]
    assert found.events[0]["_time"] == TIME
    assert found.events[0]["host"] == "FYODOR-L.froth.ly"
    assert found.events[0]["sourcetype"] == found.events[0]["source"] == SYSMON


def test_windows_event_of_another_channel_has_its_name_in_the_source(tmp_path: Path) -> None:
    xml = XML.replace("Microsoft-Windows-Sysmon/Operational", "Security")
    (event,) = ingest.read(put(tmp_path, "security.xml", xml)).events
    assert event["sourcetype"] == "XmlWinEventLog"
    assert event["source"] == "XmlWinEventLog:Security"


def test_windows_event_without_its_end_is_kept_and_named(tmp_path: Path) -> None:
    cut = XML[: XML.index("<EventData>")]
    found = ingest.read(put(tmp_path, "cut.xml", f"{cut}\n{XML}"))
    assert sorted(event["_raw"] for event in found.events) == sorted([cut, XML])
    assert reasons(found) == [(1, "an event without its end, kept as far as it goes.")]


def test_utf_16_is_read(tmp_path: Path) -> None:
    (tmp_path / "saved.xml").write_bytes(XML.encode("utf-16"))
    assert ingest.read(tmp_path).events[0]["_raw"] == XML


def test_bytes_that_are_no_utf_8_are_shown_and_named(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_bytes(b'{"time": 1534759301,\n "a": "\xff"}')
    found = ingest.read(tmp_path)
    assert "\ufffd" in found.events[0]["_raw"]
    assert reasons(found) == [(2, "has bytes that are no UTF-8: they are shown as U+FFFD.")]


def test_event_without_a_time_has_the_time_of_its_file(tmp_path: Path) -> None:
    path = put(tmp_path, "own.json", '{"a": 1}')
    found = ingest.read(tmp_path)
    assert found.events[0]["_time"] == path.stat().st_mtime
    assert reasons(found) == [(0, "1 events show no time: they have the time of the file.")]


def test_files_below_a_folder_are_read_and_sorted_by_time(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    put(tmp_path, "late.json", '{"time": 1534759309}')
    put(tmp_path / "deep", "early.json", '{"time": 1534759301}')
    put(tmp_path, "notes.txt", "hello")
    found = ingest.read(tmp_path)
    assert [event["_time"] for event in found.events] == [1534759301, 1534759309]
    assert [problem.file for problem in found.problems] == [str(tmp_path / "notes.txt")]


def test_of_a_sample_the_events_are_read_without_the_labels(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    put(tmp_path, "sample.json", "{}")
    put(tmp_path, "labels.jsonl", '{"line": 1}')
    put(tmp_path / "events", "own.jsonl", '{"_time": 1534759301.5, "_raw": "x", "index": "i"}')
    (event,) = ingest.read(tmp_path).events
    assert (event["_raw"], event["index"], event["_time"]) == ("x", "i", 1534759301.5)


def test_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ingest.IngestError, match="does not exist: name a folder with"):
        ingest.read(tmp_path / "nowhere")


def test_folder_without_an_event_says_the_first_reason(tmp_path: Path) -> None:
    put(tmp_path, "own.xml", "<html/>")
    with pytest.raises(ingest.IngestError, match=r"holds no event .* no <Event> in it"):
        ingest.read(tmp_path)


def sysmon_tree(image: str) -> Element:
    return (
        "Event",
        {"xmlns": "http://schemas.microsoft.com/win/2004/08/events/event"},
        [
            (
                "System",
                {},
                [
                    ("EventID", {}, ["1"]),
                    ("TimeCreated", {"SystemTime": "2018-08-20T10:01:41.288000Z"}, []),
                    ("Channel", {}, ["Microsoft-Windows-Sysmon/Operational"]),
                    ("Computer", {}, ["FYODOR-L.froth.ly"]),
                ],
            ),
            ("EventData", {}, [("Data", {"Name": "Image"}, [image])]),
        ],
    )


def test_evtx_is_read_as_xml(tmp_path: Path) -> None:
    pytest.importorskip("evtx")
    write_evtx(tmp_path / "log.evtx", [sysmon_tree("C:\\a & b.exe"), sysmon_tree("C:\\c.exe")])
    found = ingest.read(tmp_path)
    assert found.problems == []
    assert [event["_time"] for event in found.events] == [TIME, TIME]
    assert {event["sourcetype"] for event in found.events} == {SYSMON}
    assert '<Data Name="Image">C:\\a &amp; b.exe</Data>' in found.events[0]["_raw"]
    assert "\n" not in found.events[0]["_raw"]


def test_damaged_evtx_record_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    pytest.importorskip("evtx")
    path = tmp_path / "log.evtx"
    write_evtx(path, [sysmon_tree("C:\\a.exe"), sysmon_tree("C:\\b.exe")])
    data = bytearray(path.read_bytes())
    body = 4096 + 512 + 24
    data[body + 9 : body + 13] = b"\xff\xff\xff\x7f"  # the first name lies outside the chunk
    path.write_bytes(data)
    found = ingest.read(tmp_path)
    assert len(found.events) == 1
    assert [reason.partition(",")[0] for _, reason in reasons(found)] == ["record 1 cannot be read"]


def test_file_that_is_no_evtx_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("evtx")
    put(tmp_path, "log.evtx", "hello")
    with pytest.raises(ingest.IngestError, match="no EVTX file"):
        ingest.read(tmp_path)


def test_without_the_package_evtx_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "evtx", None)
    put(tmp_path, "log.evtx", "hello")
    with pytest.raises(ingest.IngestError, match="pip install evtx"):
        ingest.read(tmp_path)

"""Which form an event has, and what may stand around it."""

from __future__ import annotations

import json

import pytest

from huntpipe.sysmon.reader import read_event
from tests.unit.sysmon.writing import TAR, event_xml, message

MESSAGE = message("Process Create", TAR)
SYSLOG_HEADERS = (
    "<14>Jan  2 03:04:05 pc1 Microsoft-Windows-Sysmon[2640]: ",
    "Jan  2 03:04:05 pc1 Sysmon: ",
    "<14>1 2026-01-02T03:04:05.678Z pc1.example.org Microsoft-Windows-Sysmon 2640 - - ",
    '<14>1 2026-01-02T03:04:05Z pc1 Sysmon 2640 - [NXLOG@14506 EventID="1" Opcode="Info"] \ufeff',
)


@pytest.mark.parametrize("header", SYSLOG_HEADERS)
@pytest.mark.parametrize("text", [event_xml(TAR), MESSAGE], ids=["xml", "message"])
def test_a_syslog_header_does_not_matter(header: str, text: str) -> None:
    event = read_event(header + text)
    assert event is not None
    assert (event.data, event.complete) == (TAR, True)


@pytest.mark.parametrize("text", [event_xml(TAR), MESSAGE], ids=["xml", "message"])
def test_a_text_that_an_object_carries_is_read(text: str) -> None:
    expected = read_event(text)
    for document in (
        {"_raw": text, "host": "pc1", "channel": "Microsoft-Windows-Sysmon/Operational"},
        {"event": text, "sourcetype": "XmlWinEventLog"},
        {"message": text, "@timestamp": "2026-01-02T03:04:05Z"},
        {"event.original": text},
        {"_source": {"event": {"code": "1", "original": text}}},
        {"log": json.dumps({"message": text}), "stream": "stdout"},
        [{"body": text}],
    ):
        assert read_event(json.dumps(document)) == expected
    assert read_event(SYSLOG_HEADERS[0] + json.dumps({"message": text})) == expected
    assert read_event(json.dumps({"message": "hello", "_raw": None})) is None


def test_an_event_that_is_quoted_in_a_value_is_not_read() -> None:
    for quoted in (event_xml({"Image": "fake"}), '{"winlog": 1}', "Process Create:"):
        data = {**TAR, "CommandLine": f"echo {quoted}"}
        for text in (message("Process Create", data), event_xml(data)):
            event = read_event(SYSLOG_HEADERS[0] + text)
            assert event is not None
            assert (event.data, event.complete) == (data, True)

"""Sysmon events are what Windows writes, and they join."""

from __future__ import annotations

import json
import re
from statistics import pstdev
from typing import TYPE_CHECKING

from tests.shared import shared_data

if TYPE_CHECKING:
    from tests.preview.sample_reader import Sample

C2 = "45.77.53.176"


def test_fields_are_those_of_schema_4_1_in_order(written: Sample) -> None:
    truth = json.loads(shared_data("sysmon/sysmon_schema_fields.json").read_text(encoding="utf-8"))
    schema = next(one for one in truth["schemas"] if one["schema"] == "4.1")["events"]
    for event in written.events("sysmon"):
        identifier = re.search(r"<EventID>(\d+)<", event["_raw"])
        assert identifier is not None
        assert re.findall(r"<Data Name='(\w+)'>", event["_raw"]) == schema[identifier[1]]


def test_a_process_guid_names_one_process(written: Sample) -> None:
    guids = [process["ProcessGuid"] for process in written.sysmon(1)]
    assert len(guids) == len(set(guids))


def test_connections_belong_to_their_process(written: Sample) -> None:
    processes = {process["ProcessGuid"]: process for process in written.sysmon(1)}
    known = 0
    for connection in written.sysmon(3):
        process = processes.get(connection["ProcessGuid"])
        if process is None:  # a service that runs since before the day
            assert connection["User"] == "NT AUTHORITY\\SYSTEM"
            continue
        known += 1
        assert process["Image"] == connection["Image"]
        assert process["ProcessId"] == connection["ProcessId"]
        assert process["UtcTime"] <= connection["UtcTime"]
    assert known > 5000


def test_five_sessions_call_home_as_often_as_in_the_write_ups(written: Sample) -> None:
    facts = json.loads(shared_data("m365/botsv3_facts.json").read_text(encoding="utf-8"))["c2"]
    processes = {process["ProcessGuid"]: process for process in written.sysmon(1)}
    calls: dict[str, list[str]] = {}
    for connection in written.sysmon(3):
        if connection["DestinationIp"] == C2 and connection["DestinationPort"] == "443":
            calls.setdefault(connection["ProcessGuid"], []).append(connection["UtcTime"])
    by_session = {guid.split("-")[1]: guid for guid in calls if len(calls[guid]) > 5}
    for session in facts["sessions"]:
        guid = by_session.pop(session["id"])
        times = calls[guid]
        assert len(times) == session["beacons"]
        assert times[0][11:19] == session["first"]
        assert times[-1][11:19] == session["last"]
        assert processes[guid]["IntegrityLevel"].upper() == session["integrity"].upper()
        seconds = [
            int(time[11:13]) * 3600 + int(time[14:16]) * 60 + float(time[17:]) for time in times
        ]
        assert pstdev(after - before for before, after in zip(seconds, seconds[1:])) < 5
    assert not by_session

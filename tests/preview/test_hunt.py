"""``make hunt`` answers the questions of the case."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.sample_reader import Sample


def hunt(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "preview", "hunt", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def report(written: Sample) -> str:
    done = hunt("--sample", str(written.folder))
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("address", "organization", "network"),
    [
        ("104.207.83.63", "Namecheap, Inc.", "104.207.80.0/21"),
        ("157.97.121.132", "Latitude.sh", "157.97.121.0/24"),
        ("199.66.91.253", "Netminders Server Hosting", "199.66.90.0/23"),
    ],
)
def test_sign_ins_have_their_networks(
    report: str, address: str, organization: str, network: str
) -> None:
    (line,) = [line for line in report.splitlines() if line.startswith(f"{address} ")]
    assert organization in line
    assert network in line


def test_the_encoded_command_leads_to_its_server_and_its_network(report: str) -> None:
    _, _, answer = report.partition("What did the encoded PowerShell commands call")
    lines = [line.split(maxsplit=1) for line in answer.splitlines() if line]
    fields = {line[0]: line[1] for line in reversed(lines) if len(line) == 2}
    assert fields["ioc_url"] == "https://45.77.53.176:443"
    assert fields["ioc_ipv4"] == "45.77.53.176"
    assert fields["as_org"] == "The Constant Company, LLC"
    assert "base64>utf-16le>base64>utf-16le" in answer


def test_the_archive_is_explained_in_a_sentence(report: str) -> None:
    text = " ".join(report.split())
    assert "tar.exe (C:\\Windows\\System32\\tar.exe) was run by NT AUTHORITY\\SYSTEM" in text
    assert "-cvf C:\\Windows\\Temp\\archive.tar" in text
    assert "started by powershell.exe" in text
    assert "runs_as_system" in text


def test_verdicts_are_said_to_be_simulated(report: str) -> None:
    _, _, answer = report.partition("What does VirusTotal say")
    assert "VirusTotal is simulated: these verdicts are invented" in answer


@pytest.mark.parametrize(
    ("observable", "status", "verdict"),
    [
        ("36BD31685F9F9A6BC968383BEB9C37E10FAE4D2D4ED45C61FC9B4C3196ADA6BD", "found", "malicious"),
        ("45.77.53.176", "found", "malicious"),
        ("192.168.70.186", "skipped_private", "unknown"),
    ],
)
def test_observables_have_their_verdicts(
    report: str, observable: str, status: str, verdict: str
) -> None:
    _, _, answer = report.partition("What does VirusTotal say")
    (line,) = [line for line in answer.splitlines() if line.startswith(f"{observable} ")]
    assert status in line.split()
    assert verdict in line.split()


def test_the_users_own_data_are_answered_too(tmp_path: Path) -> None:
    event = {
        "_time": 1534759301,
        "host": "pc",
        "sourcetype": "cmd",
        "_raw": "powershell -enc aAB0AHQAcABzADoALwAvADQANQAuADcANwAuADUAMwAuADEANwA2ADoANAA0ADMA",
    }
    (tmp_path / "own.jsonl").write_text(json.dumps(event) + "\n{broken\n")
    done = hunt("--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "https://45.77.53.176:443" in done.stdout
    assert "The Constant Company, LLC" in done.stdout
    assert "own.jsonl:2" in done.stderr


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    done = hunt("--data", str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert "nowhere does not exist" in done.stderr
    assert "Traceback" not in done.stderr

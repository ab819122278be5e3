"""Fail on anything an AppInspect report holds but success and the warnings accepted below.

AppInspect itself exits 0 despite warnings. Usage: gate.py REPORT.json ...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Iterator, NamedTuple


class Accepted(NamedTuple):
    """A warning that is let through: a text its message holds, and why it cannot be avoided."""

    text: str
    reason: str


ACCEPTED = {
    "check_for_python_script_existence": Accepted(
        "please disregard this message",
        "every app with a Python script gets it; the scripts run on Python 3.9 to 3.13",
    ),
    "check_collections_conf": Accepted(
        "No action required",
        "every app with a KV store collection gets it",
    ),
    "check_python_sdk_version": Accepted(
        "Splunk SDK for Python",
        "2.1.1 is the last splunk-sdk for Python 3.9; 3.x needs Python 3.13",
    ),
}
PASSED = {"success", "not_applicable", "skipped"}


class Finding(NamedTuple):
    """One message of a report that did not pass."""

    result: str
    check: str
    message: str

    @property
    def accepted(self) -> bool:
        """Whether it is one of the warnings of the table, and about what the table says."""
        entry = ACCEPTED.get(self.check)
        return self.result == "warning" and entry is not None and entry.text in self.message


def checks_of(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every check of an AppInspect JSON report, across its apps and groups."""
    return [
        check for app in report["reports"] for group in app["groups"] for check in group["checks"]
    ]


def findings_of(report: dict[str, Any]) -> Iterator[Finding]:
    """Yield every message that did not pass; a check that gave none speaks by its own result."""
    for check in checks_of(report):
        results = {message["result"] for message in check["messages"]}
        if check["result"] not in PASSED | results:
            yield Finding(check["result"], check["name"], "no message")
        for message in check["messages"]:
            if message["result"] not in PASSED:
                yield Finding(message["result"], check["name"], message["message"])


def passes(path: Path) -> bool:
    """Print the verdict on one report file; False if anything in it is not accepted.

    A report without a single check is a failed run, not a clean app.
    """
    report = json.loads(path.read_text(encoding="utf-8"))
    findings = list(findings_of(report))
    refused = [finding for finding in findings if not finding.accepted]
    count = len(checks_of(report))
    verdict = "FAILED" if refused or not count else "clean"
    accepted = len(findings) - len(refused)
    print(f"{path.stem:20} {verdict}: {count} checks, {len(refused)} refused, {accepted} accepted")
    for finding in refused:
        print(f"  {finding.result}: {finding.check}: {finding.message}")
    return verdict == "clean"


def main(arguments: list[str]) -> int:
    """Judge the named reports; return the exit code."""
    if not arguments:
        print(__doc__)
        return 2
    verdicts = [passes(Path(argument)) for argument in arguments]
    for check, entry in ACCEPTED.items():
        print(f"accepted: {check}: {entry.reason}")
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

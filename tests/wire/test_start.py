"""What a command imports before it answers getinfo: splunkd waits for that in every search."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from preview.wire import script_of

GETINFO = (
    b'{"action":"getinfo","preview":false,"searchinfo":{"args":[%s],"dispatch_dir":"/",'
    b'"earliest_time":"0","latest_time":"0","search":"","sid":"1","splunk_version":"9.3.0",'
    b'"session_key":"k","splunkd_uri":"https://127.0.0.1:8089","app":"search","username":"u"}}'
)
ARGUMENTS = {
    "asnlookup": b'"src"',
    "b64decode": b'"field"',
    "iocextract": b'"field"',
    "sysmonparse": b"",
    "vtcheck": b'"field"',
}
# The reply needs none of these: the largest of the standard library that the SDK and we use at
# all, every other library, and the domain but for the names of its fields.
_HEAVY = (
    *("ssl", "http", "email", "socket", "subprocess", "logging.config", "inspect", "ast", "dis"),
    *("dataclasses", "datetime", "tempfile", "shutil", "random", "traceback", "tokenize", "gzip"),
    *("typing", "pathlib", "ipaddress", "xml.etree.ElementTree", "hashlib", "concurrent"),
    *("splunklib.client", "splunklib.binding", "urllib3", "maxminddb", "publicsuffixlist"),
    *("huntpipe.splunk.chunk", "huntpipe.splunk.splice", "huntpipe.splunk.rows"),
)
_NAMES = {"fields", "names", "outcomes", "types"}
_DOMAIN = re.compile(r"huntpipe\.(?:asn|base64text|indicators|sysmon|virustotal)\.(\w+)")


@pytest.mark.parametrize("command", ARGUMENTS)
def test_nothing_heavy_is_imported_before_the_reply_to_getinfo(command: str, python: str) -> None:
    metadata = GETINFO % ARGUMENTS[command]
    done = subprocess.run(
        [python, "-S", "-X", "importtime", str(script_of(command))],
        input=b"chunked 1.0,%d,0\n" % len(metadata) + metadata,
        capture_output=True,
        env={"PATH": os.environ["PATH"]},
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith(b"chunked 1.0,")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "splunklib.searchcommands" in imported
    assert not imported.intersection(_HEAVY)
    domain = {match[1] for name in imported if (match := _DOMAIN.fullmatch(name))}
    assert domain <= _NAMES

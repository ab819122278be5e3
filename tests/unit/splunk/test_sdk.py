"""What huntpipe.splunk.sdk takes for granted of the Splunk SDK.

A failure here says which private name an SDK has changed, and what of ours rests on it.
"""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from typing import Any

import pytest

from huntpipe.commands.asnlookup import AsnLookupCommand
from huntpipe.commands.vtcheck import VtCheckCommand
from huntpipe.splunk import members
from huntpipe.splunk import sdk as sdk_module
from tests.shared import REPOSITORY
from tests.wire.conftest import interpreters

SDKS = {
    "2.1.1": REPOSITORY / "lib" / "vendor",
    "3.0.1": REPOSITORY / ".venv" / "splunk-sdk-3",
}

# Runs in a process of its own for each SDK and prints what it finds.
PROBE = """
import inspect, io, json, sys
sys.path.insert(0, sys.argv[1])
from splunklib.searchcommands.search_command import SearchCommand
from splunklib.searchcommands.internals import RecordWriterV2

def source(owner, name):
    return inspect.getsource(getattr(owner, name)) if hasattr(owner, name) else ""

writer = RecordWriterV2(io.BytesIO(), 50000)
print(json.dumps({
    "source": {name: source(SearchCommand, name) for name in sys.argv[2].split(",")},
    "writer": {name: source(RecordWriterV2, name) for name in sys.argv[3].split(",")},
    "attributes": sorted(vars(writer)),
    "imports": inspect.getsource(inspect.getmodule(SearchCommand)),
}))
"""


@pytest.fixture(params=SDKS, scope="module")
def sdk(request: pytest.FixtureRequest) -> Any:
    folder = SDKS[request.param]
    python = sys.executable
    if request.param.startswith("3."):
        if not folder.is_dir():
            pytest.skip("splunk-sdk 3 is not there: make deps brings it")
        if sys.version_info < (3, 13):
            found = interpreters().get("3.13")
            if found is None:
                pytest.skip("splunk-sdk 3 needs Python 3.13")
            python = found
    names = "_read_chunk,_execute_chunk_v2,_execute_v2,_report_unexpected_error"
    arguments = [str(folder), names, "write_chunk,_write_chunk,_clear,write_message"]
    done = subprocess.run(
        [python, "-c", PROBE, *arguments], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "name", ["_read_chunk", "_execute_chunk_v2", "_execute_v2", "_report_unexpected_error"]
)
def test_the_methods_that_we_override_exist(sdk: Any, name: str) -> None:
    assert sdk["source"][name], (
        f"SearchCommand.{name} is gone: ChunkedCommand overrides it, so our override is dead code "
        "and the SDK's own way runs instead. See lib/huntpipe/splunk/sdk.py."
    )


def test_the_loop_reads_and_executes_through_our_overrides(sdk: Any) -> None:
    loop = sdk["source"]["_execute_v2"]
    assert "self._read_chunk(istream)" in loop, "the loop reads chunks some other way"
    assert "self._execute_chunk_v2(process, result)" in loop, "it executes them some other way"
    assert "write_chunk(finished=self._finished)" in loop, "it writes replies some other way"


def test_the_writer_takes_its_body_from_the_buffer_that_we_replace(
    sdk: Any,
) -> None:
    for name in ("_buffer", "_pending_record_count"):
        assert name in sdk["attributes"], f"RecordWriterV2.{name} is gone: we set it"
    assert "self._buffer.getvalue()" in sdk["writer"]["write_chunk"], "the body is not ours"
    assert 'body.encode("utf-8")' in sdk["writer"]["_write_chunk"], (
        "the writer no longer encodes the body: Pieces.encode is what hands it our bytes"
    )


def test_messages_still_go_through_str_format(sdk: Any) -> None:
    assert ".format(" in sdk["writer"]["write_message"], (
        "write_message no longer formats: ChunkedCommand's write_* need not protect braces"
    )


def test_of_what_we_put_off_only_functions_and_classes_are_imported_by_name(sdk: Any) -> None:
    """A stand-in gives a callable for every name, so that a constant would be a wrong value."""
    found = re.findall(r"from (?:\.+|splunklib\.)?(\S+) import (.+)", sdk["imports"])
    by_name = {f"{module}.{name.strip()}" for module, names in found for name in names.split(",")}
    expected = {"client.Service", "shutil.make_archive", "xml.etree.ElementTree"}
    put_off = ("client.", "logging.config.", "xml.", "gzip.", "shutil.", "tempfile.", "traceback.")
    assert {name for name in by_name if name.startswith(put_off)} == expected


def test_no_other_module_touches_private_names_of_the_sdk() -> None:
    private = ("_record_writer", "_metadata", "_buffer", "_read_chunk", "_execute", "_finished")
    for path in (REPOSITORY / "lib" / "huntpipe").rglob("*.py"):
        if path.name != "sdk.py" or path.parent.name != "splunk":
            text = path.read_text(encoding="utf-8")
            assert not [name for name in private if f"self.{name}" in text], path
    assert "self._record_writer" in inspect.getsource(sdk_module)


def test_the_stand_in_for_inspect_finds_what_inspect_finds() -> None:
    for owner in (AsnLookupCommand, VtCheckCommand, VtCheckCommand.ConfigurationSettings):
        assert members.getmembers(owner, callable) == inspect.getmembers(owner, callable)
        options = inspect.getmembers(owner, lambda member: isinstance(member, property))
        assert members.getmembers(owner, lambda member: isinstance(member, property)) == options
        assert options
    for value in (AsnLookupCommand, AsnLookupCommand.load, len, print, "text", lambda: None):
        assert members.isclass(value) is inspect.isclass(value)
        assert members.isfunction(value) is inspect.isfunction(value)


def test_what_was_put_off_can_be_imported_afterwards() -> None:
    code = (
        "import sys; sys.path[:0] = ['lib', 'lib/vendor']; import huntpipe.commands.asnlookup;"
        "from splunklib.client import Service, connect; import logging.config;"
        "print(Service.__module__, connect.__module__, logging.config.fileConfig.__name__);"
        "from splunklib.searchcommands.search_command import Service as late;"
        "print(type(late(host='127.0.0.1', token='x')) is Service);"
        "import gzip, inspect, tempfile, traceback; from splunklib.searchcommands import internals;"
        "from splunklib.searchcommands import search_command as sdk;"
        "print(internals.gzip.open is gzip.open, sdk.traceback.format_tb is traceback.format_tb,"
        "inspect.getsource(gzip.open)[:8])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    assert done.stdout.split() == [
        *("splunklib.client", "splunklib.client", "fileConfig", "True"),
        *("True", "True", "def", "open"),
    ]

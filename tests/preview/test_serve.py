"""``python -m preview serve`` from start to end, as ``make demo`` runs it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from splunklib.client import connect
from splunklib.results import JSONResultsReader

from preview.web import BUNDLE
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from tests.preview.sample_reader import Sample

COMMAND = [sys.executable, "-m", "preview", "serve", "--port", "0", "--sample"]


@pytest.mark.skipif(not (BUNDLE / "main.js").is_file(), reason="the page is not built: make demo")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_preview_serves_the_sample_until_it_is_told_to_end(
    written: Sample, number: signal.Signals
) -> None:
    with subprocess.Popen(
        [*COMMAND, str(written.folder)],
        cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        assert "not Splunk" in said
        account = dict(re.findall(r"(\w+)=(\S+)", said))
        service = connect(**account, app="huntpipe", owner="nobody")
        search = "search index=botsv3 | stats dc(sourcetype) as kinds"
        reader = JSONResultsReader(
            service.jobs.oneshot(search, earliest_time="-24h", output_mode="json")
        )
        assert list(reader) == [{"kinds": "15"}]
        process.send_signal(number)
        try:
            assert process.wait(20) == 0
        finally:
            process.kill()

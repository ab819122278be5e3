"""The script of docs/notebook.md, as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.rest_server import Server

PAGE = REPOSITORY / "docs" / "notebook.md"


def test_script_of_the_page_lists_apps_and_reads_results(server: Server, tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (settings,) = re.findall(r"```\n(host=.*?)```", page, re.DOTALL)
    settings = settings.replace("8800", str(server.port))
    settings = re.sub("(?<=password=).*", server.head.sessions.password, settings)
    (tmp_path / ".splunkrc").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "lib" / "vendor")},
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "['huntpipe']",
        "{'sourcetype': 'signin', 'count': '5'}",
    ]

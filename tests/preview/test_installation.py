"""The app's commands in a search of the preview: their session, their secrets, their VirusTotal."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Iterator

import pytest
from splunklib import client
from splunklib.results import JSONResultsReader

from preview.__main__ import main
from preview.generator.programs import CHROME, HDOOR, hashes
from preview.installation import NOTICE, Installation, installed
from preview.spl import MemoryStore
from preview.virustotal.incident import C2

if TYPE_CHECKING:
    from pathlib import Path


def sha256(image: str) -> str:
    return hashes(image).split("SHA256=")[1].split(",")[0].lower()


VERDICTS = {
    sha256(HDOOR): ("found", "malicious"),
    C2: ("found", "malicious"),
    f"http://{C2}:3333/images/logos.png": ("found", "malicious"),
    "104.207.83.63": ("found", "suspicious"),
    "naver.com": ("found", "harmless"),
    sha256(CHROME): ("not_found", "unknown"),
    "192.168.9.30": ("skipped_private", "unknown"),
    "mail.froth.ly": ("skipped_private", "unknown"),
}
SPL = (
    f'| makeresults | eval value=split("{" ".join(VERDICTS)}", " ") | mvexpand value '
    "| vtcheck value | table value vt_status vt_verdict vt_error"
)


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with installed(partial(MemoryStore, [])) as running:
        yield running


@pytest.fixture(scope="module")
def service(installation: Installation) -> Any:
    return client.connect(
        host="127.0.0.1", port=installation.port, scheme="http",
        username="admin", password=installation.head.sessions.password,
        owner="nobody", app="huntpipe",
    )  # fmt: skip


def verdicts(rows: list[Any]) -> dict[str, tuple[str, str]]:
    return {row["value"]: (row["vt_status"], row.get("vt_verdict", "")) for row in rows}


def test_a_search_has_the_verdicts_of_the_simulated_virustotal(
    installation: Installation,
) -> None:
    found = installation.engine.search(SPL)
    assert verdicts(found.rows) == VERDICTS
    assert NOTICE in [message.text for message in found.messages]


def test_a_search_over_rest_has_them_too_and_says_that_they_are_invented(service: Any) -> None:
    answer = service.jobs.oneshot(SPL, output_mode="json", count=0)
    read = list(JSONResultsReader(answer))
    assert verdicts([row for row in read if isinstance(row, dict)]) == VERDICTS
    assert NOTICE in [said.message for said in read if not isinstance(said, dict)]


def test_answers_are_kept_in_the_kv_store(service: Any, installation: Installation) -> None:
    installation.engine.search(SPL)
    kept = service.kvstore["huntpipe_vt_cache"].data.query()
    assert {document["value"] for document in kept} >= {sha256(HDOOR), C2}
    listed = installation.engine.search("| inputlookup huntpipe_vt_cache | fields value").rows
    assert sorted(row["value"] for row in listed) == sorted(doc["value"] for doc in kept)


def test_a_command_has_the_settings_that_are_posted(
    service: Any, installation: Installation
) -> None:
    stanza = service.confs["huntpipe"]["virustotal"]
    stanza.submit({"offline": "true"})
    try:
        (row,) = installation.engine.search('| makeresults | eval v="9.9.9.9" | vtcheck v').rows
    finally:
        stanza.submit({"offline": "false"})
    assert row["vt_status"] == "offline"


def test_a_search_sees_that_the_key_is_stored(installation: Installation) -> None:
    spl = "| rest /servicesNS/-/huntpipe/storage/passwords splunk_server=local | table title"
    assert installation.engine.search(spl).rows == [{"title": "huntpipe:virustotal_api_key:"}]


def test_many_logins_do_not_end_the_session_of_searches(installation: Installation) -> None:
    for _ in range(1500):
        installation.head.sessions.open()
    assert verdicts(installation.engine.search(SPL).rows) == VERDICTS


def test_the_command_line_has_the_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", SPL, "--sample", str(tmp_path), "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert verdicts([json.loads(line) for line in printed.out.splitlines()]) == VERDICTS
    assert NOTICE in printed.err

"""The catalogue, the saved searches, their macros and the page on them say the same."""

from __future__ import annotations

import re

import pytest

from preview.spl import Configuration
from tests.hunts.cases import CASES
from tests.shared import REPOSITORY
from tools.hunts_page import PAGE, catalogue, page

CONFIGURATION = Configuration(REPOSITORY)
CATALOGUE = {row["hunt"]: row for row in catalogue()}
HUNTS = {
    name: settings
    for name, settings in CONFIGURATION.savedsearches.items()
    if "`huntpipe_findings(" in settings.get("search", "")
}

# What Microsoft's cloud records, which comes up to two hours late.
CLOUD = ("huntpipe_src_signin", "huntpipe_src_o365", "huntpipe_src_messagetrace")

each_hunt = pytest.mark.parametrize("hunt", HUNTS)


def test_every_hunt_is_in_the_catalogue_and_has_a_case() -> None:
    assert list(HUNTS) == list(CATALOGUE)
    assert sorted(HUNTS) == sorted(f"Huntpipe - {case.hunt}" for case in CASES)
    assert len(HUNTS) >= 35


@each_hunt
def test_description_is_that_of_the_catalogue(hunt: str) -> None:
    row = CATALOGUE[hunt]
    assert HUNTS[hunt]["description"] == (
        f"{row['purpose']} Severity {row['severity']}. "
        f"ATT&CK {row['technique']} {row['technique_name']} ({row['tactic']}). "
        f"Needs: {row['data']}. Tune: {row['tune']} "
        f"Known false positives: {row['false_positives']}"
    )


@each_hunt
def test_catalogue_is_filled_in(hunt: str) -> None:
    row = CATALOGUE[hunt]
    assert all(row.values())
    assert re.fullmatch(r"Huntpipe - [A-Z][\w ]+ - [A-Z].+", hunt)
    assert hunt.split(" - ")[1] == row["area"]
    assert re.fullmatch(r"T\d{4}(\.\d{3})?", row["technique"])
    assert row["severity"] in ("low", "medium", "high", "critical")


@each_hunt
def test_hunt_is_bounded_in_time_and_not_scheduled(hunt: str) -> None:
    settings = HUNTS[hunt]
    late = CATALOGUE[hunt]["data"] in CLOUD
    assert settings["dispatch.earliest_time"] in ("-26h@h" if late else "-24h@h", "-7d@h", "-30d@h")
    assert settings["dispatch.latest_time"] == ("-2h@h" if late else "@h")
    assert settings["enableSched"] == "0"
    assert re.fullmatch(r"\d+ [4-9] \* \* \*", settings["cron_schedule"])


@each_hunt
def test_hunt_that_looks_further_back_reports_the_last_day_alone(hunt: str) -> None:
    settings = HUNTS[hunt]
    looks_back = settings["dispatch.earliest_time"] not in ("-24h@h", "-26h@h")
    assert ("`huntpipe_last_day`" in settings["search"]) == looks_back


@each_hunt
def test_hunt_reads_the_sources_that_the_catalogue_names(hunt: str) -> None:
    search = HUNTS[hunt]["search"].replace("`huntpipe_signin`", "`huntpipe_src_signin`")
    assert set(re.findall(r"`(huntpipe_src_\w+)`", search)) == set(CATALOGUE[hunt]["data"].split())
    assert not re.search(r"\b(index|sourcetype|source)\s*(=|IN)", search)


@each_hunt
def test_hunt_ends_with_the_allowlist_and_its_own_filter(hunt: str) -> None:
    own = CATALOGUE[hunt]["filter"]
    pipes = [pipe.strip() for pipe in HUNTS[hunt]["search"].split("\n")[-2:]]
    assert pipes == [f'| `huntpipe_findings("{hunt}")`', f"| `{own}`"]
    assert CONFIGURATION.macros[own] == {"definition": "search *"}


def test_every_filter_belongs_to_one_hunt() -> None:
    filters = [name for name in CONFIGURATION.macros if name.startswith("huntpipe_filter_")]
    assert sorted(filters) == sorted(row["filter"] for row in CATALOGUE.values())


def test_page_is_written_from_the_catalogue() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/hunts_page.py"

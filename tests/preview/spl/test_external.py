"""The app's own commands in a search: subprocesses over the wire, as splunkd starts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import MissingError, SearchError
from preview.spl.commands import NAMES
from tests.preview.spl.conftest import NOW, engine_over
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


def test_rows_pass_through_a_command_in_order_with_its_fields(shipped: Engine) -> None:
    spl = (
        '| makeresults | eval ip=split("8.8.8.8,no address,1.1.1.1", ",") | mvexpand ip '
        "| streamstats count as n | asnlookup ip | table n ip asn"
    )
    rows = shipped.search(spl).rows
    assert [row["n"] for row in rows] == ["1", "2", "3"]
    assert [row.get("asn", "") for row in rows] == ["15169", "", "13335"]


def test_a_command_checks_its_arguments_before_any_event_is_read(shipped: Engine) -> None:
    with pytest.raises(SearchError, match="nosuch") as refusal:
        shipped.parse("index=x | asnlookup nosuch=1 ip")
    assert (refusal.value.command, refusal.value.position) == ("asnlookup", 10)


def test_a_command_that_the_app_lacks_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="asnlookup"):
        engine_over(tmp_path, []).search("index=x | asnlookup ip", now=NOW)


def test_every_saved_search_that_ships_is_understood(shipped: Engine) -> None:
    for name, settings in shipped.configuration.savedsearches.items():
        assert shipped.parse(settings["search"]).commands, name


def test_the_documentation_lists_every_command() -> None:
    text = (REPOSITORY / "docs" / "search-language.md").read_text(encoding="utf-8")
    section = text.partition("## Commands")[2].partition("\n## ")[0]
    assert NAMES - {"external"} <= set(section.replace(",", " ").split())

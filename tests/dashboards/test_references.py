"""Navigation, workflow actions, help, macros and lookups refer to each other rightly."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest

from preview.spl.conf import read_conf
from tests.dashboards.views import FOLDER, studio_views
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from preview.spl import Engine
    from preview.spl.conf import Stanzas
    from tests.dashboards.views import View

DEFAULT = REPOSITORY / "default"
VIEWS = {view.name: view for view in studio_views()}


def stanzas(name: str) -> Stanzas:
    """Return the stanzas of a .conf file of the app, but for the one that all inherit."""
    found = read_conf(DEFAULT / f"{name}.conf")
    found.pop("default", None)
    return found


ACTIONS = stanzas("workflow_actions")
HELP = stanzas("searchbnf")
COMMANDS = stanzas("commands")
EXAMPLES = [
    pytest.param(text, id=f"{stanza}-{key}")
    for stanza, settings in HELP.items()
    for key, text in settings.items()
    # A database of one's own is none that the app has.
    if key.startswith("example") and "database=" not in text
]


def searches() -> str:
    """Return every search and macro of the app as one text."""
    conf = [(DEFAULT / f"{name}.conf").read_text("utf-8") for name in ("macros", "savedsearches")]
    spl = [view.spl(source) for view in VIEWS.values() for source in view.sources]
    return "\n".join([*conf, *spl])


def test_navigation_names_every_view_once() -> None:
    nav = ET.fromstring((FOLDER.parent / "nav" / "default.xml").read_text("utf-8"))  # noqa: S314 - ours
    named = [view.get("name") for view in nav.iter("view")]
    assert sorted(str(name) for name in named) == sorted(
        ["search", *(path.stem for path in FOLDER.glob("*.xml"))]
    )
    assert len(nav.findall(".//view[@default='true']")) == 1


def test_overview_counts_every_tactic_of_the_hunts() -> None:
    counted = [
        each["title"]
        for each in VIEWS["huntpipe_overview"].part("visualizations").values()
        if each["type"] == "splunk.singlevalue"
    ]
    with (REPOSITORY / "lookups" / "huntpipe_hunts.csv").open(encoding="utf-8") as file:
        tactics = {row["tactic"] for row in csv.DictReader(file)}
    assert sorted(counted) == sorted(tactics)


@pytest.mark.parametrize("action", ACTIONS)
def test_workflow_action_sets_an_input_of_its_view(action: str) -> None:
    settings = ACTIONS[action]
    uri = urlsplit(settings["link.uri"])
    app, view = uri.path.split("/")[2:]
    assert app == "huntpipe"
    inputs = {each["options"]["token"] for each in VIEWS[view].part("inputs").values()}
    for name, value in parse_qsl(uri.query):
        assert name.partition("form.")[2] in inputs
        assert value == "$@field_value$"
    fields = settings["fields"].split(", ")
    assert len(fields) == len(set(fields))


def test_every_command_has_its_help() -> None:
    assert sorted(HELP) == sorted(f"{command}-command" for command in COMMANDS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_the_help_parses(example: str, engine: Engine) -> None:
    engine.parse(example)


@pytest.mark.parametrize("macro", stanzas("macros"))
def test_macro_is_used(macro: str) -> None:
    name = re.escape(macro.partition("(")[0])
    assert re.search(rf"`{name}(\(.*?\))?`", searches(), re.DOTALL)


@pytest.mark.parametrize(
    "lookup", [path.name for path in sorted((REPOSITORY / "lookups").glob("*.csv"))]
)
def test_lookup_file_is_defined_and_used(lookup: str) -> None:
    lookups = stanzas("transforms")
    names = [name for name, settings in lookups.items() if settings.get("filename") == lookup]
    assert names
    assert re.search(rf"lookup (\w+=\w+ )*({'|'.join(names)})\b", searches())


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_links_in_texts_lead_to_views(view: View) -> None:
    for target in re.findall(r"/app/huntpipe/(\w+)", str(view.definition)):
        assert (FOLDER / f"{target}.xml").is_file()


def test_collecting_report_runs_every_hunt() -> None:
    collect = stanzas("savedsearches")["Huntpipe - Findings - Collect"]["search"]
    run = re.findall(r'savedsearch "([^"]+)" \| eval hunt="([^"]+)"', collect)
    with (REPOSITORY / "lookups" / "huntpipe_hunts.csv").open(encoding="utf-8") as file:
        hunts = [row["hunt"] for row in csv.DictReader(file)]
    assert run == [(hunt, hunt) for hunt in hunts]

"""Every view is whole, and every one of its searches finds something in the sample."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Callable

import pytest

from preview.spl.values import joined
from tests.dashboards.conftest import NOW
from tests.dashboards.lint import problems, sample_values
from tests.dashboards.views import View, studio_views, with_tokens

if TYPE_CHECKING:
    from preview.spl import Engine

VIEWS = {view.name: view for view in studio_views()}
SOURCES = [(view, source) for view in VIEWS.values() for source in view.sources]


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_view_is_whole(view: View, engine: Engine) -> None:
    assert problems(view, engine, VIEWS) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("view", "source"), SOURCES, ids=[f"{view.name}-{source}" for view, source in SOURCES]
)
def test_search_finds_something_in_the_sample(view: View, source: str, engine: Engine) -> None:
    spl = with_tokens(view.spl(source), sample_values(view))
    rows = engine.search(spl, "-24h@h", "now", NOW).rows
    assert rows
    assert not {joined(value) for value in rows[0].values()} & set(view.empty_messages())


def _rename_source(definition: Any) -> None:
    definition["visualizations"]["viz_networks"]["dataSources"]["primary"] = "ds_nowhere"


def _break_chain(definition: Any) -> None:
    definition["dataSources"]["ds_users"]["options"]["extend"] = "ds_nowhere"


def _forget_visualization(definition: Any) -> None:
    del definition["layout"]["structure"][0]


def _cover(definition: Any) -> None:
    definition["layout"]["structure"][1]["position"]["y"] -= 1


def _unquote_token(definition: Any) -> None:
    options = definition["dataSources"]["ds_mail"]["options"]
    options["query"] = options["query"].replace("|s$", "$")


def _misspell_token(definition: Any) -> None:
    options = definition["dataSources"]["ds_mail"]["options"]
    options["query"] = options["query"].replace("$user|", "$usr|")


def _misspell_command(definition: Any) -> None:
    definition["dataSources"]["ds_users"]["options"]["query"] = "| stat count by user"


def _misspell_macro(definition: Any) -> None:
    definition["dataSources"]["ds_mail"]["options"]["query"] += "\n| `huntpipe_nowhere`"


def _lead_nowhere(definition: Any) -> None:
    handler = definition["visualizations"]["viz_addresses"]["eventHandlers"][0]
    handler["options"]["dashboard"] = "huntpipe_nowhere"


def _take_unknown_field(definition: Any) -> None:
    handler = definition["visualizations"]["viz_addresses"]["eventHandlers"][0]
    handler["options"]["tokens"][0]["value"] = "row.nowhere.value"


def _use_unknown_visualization(definition: Any) -> None:
    definition["visualizations"]["viz_networks"]["type"] = "splunk.map"


def _ignore_time_range(definition: Any) -> None:
    del definition["defaults"]


@pytest.mark.parametrize(
    ("doctor", "message"),
    [
        (_rename_source, "unknown source ds_nowhere"),
        (_break_chain, "extends the unknown source ds_nowhere"),
        (_forget_visualization, "is nowhere"),
        (_cover, "covers another"),
        (_unquote_token, "is not quoted with |s"),
        (_misspell_token, "token usr is read and never set"),
        (_misspell_command, "unknown search command"),
        (_misspell_macro, "huntpipe_nowhere"),
        (_lead_nowhere, "unknown view huntpipe_nowhere"),
        (_take_unknown_field, "no field nowhere"),
        (_use_unknown_visualization, "unknown type splunk.map"),
        (_ignore_time_range, "do not follow the global time range"),
    ],
)
def test_doctored_view_is_caught(
    doctor: Callable[[Any], None], message: str, engine: Engine
) -> None:
    shipped = VIEWS["huntpipe_identity"]
    definition = copy.deepcopy(shipped.definition)
    doctor(definition)
    found = problems(View(shipped.name, shipped.label, definition), engine, VIEWS)
    assert any(message in problem for problem in found), found

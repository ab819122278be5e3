"""What a view may not get wrong; neither Splunk's validator nor AppInspect looks at these."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Iterator

from preview.spl import SearchError
from tests.dashboards.views import PLACEHOLDERS, TOKEN, View, with_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from preview.spl import Engine

# Those that render in Splunk Web and in the preview alike.
VISUALIZATIONS = {
    "splunk.area",
    "splunk.bar",
    "splunk.bubble",
    "splunk.column",
    "splunk.events",
    "splunk.fillergauge",
    "splunk.line",
    "splunk.linkgraph",
    "splunk.markdown",
    "splunk.markergauge",
    "splunk.networkGraph",
    "splunk.parallelcoordinates",
    "splunk.pie",
    "splunk.punchcard",
    "splunk.sankey",
    "splunk.scatter",
    "splunk.singlevalue",
    "splunk.singlevalueicon",
    "splunk.singlevalueradial",
    "splunk.table",
    "splunk.timeline",
}
INPUTS = {f"input.{name}" for name in ("dropdown", "multiselect", "text", "timerange")}
HANDLERS = {f"drilldown.{name}" for name in ("setToken", "linkToDashboard", "linkToSearch")}
GLOBAL_TIME = {"earliest": "$global_time.earliest$", "latest": "$global_time.latest$"}


def problems(view: View, engine: Engine, views: Mapping[str, View]) -> list[str]:
    """Return everything that is wrong with a view.

    :param views: all views by name, which drilldowns may lead to.
    """
    found = [
        *_time_range(view),
        *_sources(view),
        *_parts(view),
        *_layout(view),
        *_tokens(view),
        *_drilldowns(view, views),
    ]
    return found or list(_searches(view, engine))


def sample_values(view: View) -> dict[str, str]:
    """Return a value for each token: its default, or one that the sample has."""
    defaults = view.defaults().items()
    given = {name: value for name, value in defaults if value not in PLACEHOLDERS}
    return {**dict.fromkeys(view.tokens_set(), "45.77.53.176"), **given}


def _time_range(view: View) -> Iterator[str]:
    if view.sources:
        options = view.part("defaults").get("dataSources", {}).get("ds.search", {}).get("options")
        if options != {"queryParameters": GLOBAL_TIME}:
            yield "searches do not follow the global time range"
        if not any(each["type"] == "input.timerange" for each in view.part("inputs").values()):
            yield "no input for the time range"


def _sources(view: View) -> Iterator[str]:
    for name, source in view.sources.items():
        if not source.get("name"):
            yield f"{name}: no name"
        if source["type"] not in ("ds.search", "ds.chain"):
            yield f"{name}: unknown type {source['type']}"
        base = source["options"].get("extend")
        if (source["type"] == "ds.chain") != (base is not None):
            yield f"{name}: a chain, and nothing else, extends another source"
        if base is not None and base not in view.sources:
            yield f"{name}: extends the unknown source {base}"
    used = {source["options"].get("extend") for source in view.sources.values()}
    for part in ("visualizations", "inputs"):
        for each in view.part(part).values():
            used |= set(each.get("dataSources", {}).values())
    for name in view.sources.keys() - used:
        yield f"{name}: unused source"


def _parts(view: View) -> Iterator[str]:
    for part, types in (("visualizations", VISUALIZATIONS), ("inputs", INPUTS)):
        for name, each in view.part(part).items():
            if each["type"] not in types:
                yield f"{name}: unknown type {each['type']}"
            for source in each.get("dataSources", {}).values():
                if source not in view.sources:
                    yield f"{name}: unknown source {source}"
            yield from _configurations(name, each)


def _configurations(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    """Compare the context with what the options ask of it."""
    context = part.get("context", {})
    text = json.dumps([part.get("options", {}), context])
    for each in context:
        if not re.search(rf"[(>\s]{re.escape(each)}\b", text):
            yield f"{name}: unused context {each}"
    asked = set(re.findall(r"(?:formatByType|rangeValue|matchValue)\((\w+)\)", text))
    for each in asked - set(context):
        yield f"{name}: unknown context {each}"


def _layout(view: View) -> Iterator[str]:
    layout = view.part("layout")
    placed = [block["item"] for block in layout["structure"]]
    for kind, here, known in (
        ("visualization", placed, view.part("visualizations")),
        ("input", layout.get("globalInputs", []), view.part("inputs")),
    ):
        for item in set(here) - known.keys():
            yield f"layout: unknown {kind} {item}"
        for item in known.keys() - set(here):
            yield f"layout: {kind} {item} is nowhere"
        if len(here) != len(set(here)):
            yield f"layout: a {kind} is there twice"
    boxes = [block["position"] for block in layout["structure"]]
    for number, box in enumerate(boxes):
        if box["x"] + box["w"] > 1200:
            yield f"layout: {placed[number]} is wider than the page"
        for other in boxes[:number]:
            if _overlap(box, other):
                yield f"layout: {placed[number]} covers another"


def _overlap(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return (
        one["x"] < other["x"] + other["w"]
        and other["x"] < one["x"] + one["w"]
        and one["y"] < other["y"] + other["h"]
        and other["y"] < one["y"] + one["h"]
    )


def _tokens(view: View) -> Iterator[str]:
    known = view.tokens_set()
    text = json.dumps(view.definition)
    read = {token["name"].partition(".")[0] for token in TOKEN.finditer(text)}
    for name in read - known - {"row"}:
        yield f"token {name} is read and never set"
    for name in known - read:
        yield f"token {name} is set and never read"
    for name in view.sources:
        query = view.sources[name]["options"]["query"]
        for token in TOKEN.finditer(query):
            if token["filter"] != "s":
                yield f"{name}: token {token['name']} is not quoted with |s"
        if "$" in TOKEN.sub("", query):
            yield f"{name}: Studio takes a bare $ for the start of a token"


def _drilldowns(view: View, views: Mapping[str, View]) -> Iterator[str]:
    for name, part in view.part("visualizations").items():
        for handler in part.get("eventHandlers", []):
            options = handler["options"]
            if handler["type"] not in HANDLERS:
                yield f"{name}: unknown handler {handler['type']}"
            if handler["type"] == "drilldown.linkToDashboard":
                yield from _link(name, options, views)
            for token in options.get("tokens", []):
                yield from _clicked(view, name, part, token.get("key", token.get("value", "")))


def _link(name: str, options: Mapping[str, Any], views: Mapping[str, View]) -> Iterator[str]:
    target = views.get(options["dashboard"])
    if target is None:
        yield f"{name}: leads to the unknown view {options['dashboard']}"
        return
    inputs = {each["options"]["token"] for each in target.part("inputs").values()}
    for token in options["tokens"]:
        if token["token"].partition(".")[0] not in inputs:
            yield f"{name}: {target.name} has no input for {token['token']}"


def _clicked(view: View, name: str, part: Mapping[str, Any], key: str) -> Iterator[str]:
    """Check that a clicked row has the field that is taken from it."""
    row = re.fullmatch(r"row\.(\w+)\.value", key)
    if row and row[1] not in view.sources[part["dataSources"]["primary"]]["options"]["query"]:
        yield f"{name}: its search has no field {row[1]}"


def _searches(view: View, engine: Engine) -> Iterator[str]:
    values = sample_values(view)
    for name in view.sources:
        refusal = _refusal(with_tokens(view.spl(name), values), engine)
        if refusal:
            yield f"{name}: {refusal}"


def _refusal(spl: str, engine: Engine) -> str:
    try:
        engine.parse(spl)
    except SearchError as error:
        return str(error)
    return ""

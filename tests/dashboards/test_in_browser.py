"""Every view in a browser over the sample: all of it is drawn, and every click leads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Callable, Iterator

import pytest

from preview.spl.values import joined
from tests.dashboards.conftest import NOW
from tests.dashboards.dashboard_page import STATUS, WAITING
from tests.dashboards.views import studio_views, with_tokens

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from preview.installation import Installation
    from tests.dashboards.dashboard_page import DashboardPage
    from tests.dashboards.views import View

    Make = Callable[[View], DashboardPage]

VIEWS = {view.name: view for view in studio_views()}
# What the inputs that start empty are given.
GIVEN = {
    "huntpipe_pivot": {"indicator": "45.77.53.176"},
    "huntpipe_triage": {"pasted": "45[.]77[.]53[.]176, hxxps://evil[.]com/x"},
}
LINKS = ("drilldown.linkToDashboard", "drilldown.linkToSearch")
INPUTS = [name for name, view in VIEWS.items() if view.part("inputs")]


def choosing() -> Iterator[Any]:
    """Yield the visualizations whose clicks set tokens; single values of a view go together."""
    for view in VIEWS.values():
        singles = []
        for name, each in view.part("visualizations").items():
            if any(handler["type"] not in LINKS for handler in each.get("eventHandlers", [])):
                if each["type"] == "splunk.singlevalue":
                    singles.append(name)
                else:
                    yield pytest.param(view, [name], id=f"{view.name}-{name}")
        if singles:
            yield pytest.param(view, singles, id=f"{view.name}-singles")


pytestmark = pytest.mark.slow


def opened(view: View, make: Make) -> DashboardPage:
    """Open a view and wait until all of it is drawn."""
    page = make(view)
    page.open(**GIVEN.get(view.name, {}))
    for name in view.part("visualizations"):
        page.wait_until_drawn(name)
    return page


@pytest.mark.parametrize("name", GIVEN)
def test_first_look_is_clean(name: str, dashboard: Make) -> None:
    """Who opens a view that wants an indicator sees no warning, and nothing is asked."""
    page = dashboard(VIEWS[name])
    page.open()
    for panel, each in page.view.part("visualizations").items():
        if not each.get("hideWhenNoData"):
            page.wait_until_drawn(panel)
    assert page.page.locator(WAITING).count() == 0
    assert page.page.locator(STATUS).count() == 0
    assert "Invalid Date" not in page.page.locator("main").inner_text()
    assert_nothing_was_asked(page)


def assert_nothing_was_asked(page: DashboardPage) -> None:
    asking = [s["search"] for s in page.searches if re.search(r"\|\s*vtcheck", s["search"])]
    assert all('="nothing"' in spl for spl in asking)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_view_is_drawn_and_leads_on(view: View, dashboard: Make, running: Installation) -> None:
    page = opened(view, dashboard)
    assert page.page.locator(WAITING).count() == 0
    assert page.page.locator(STATUS).count() == 0
    assert_nothing_was_asked(page)
    text = page.page.locator("main").inner_text()
    unasked = view.unasked()
    for source in view.sources:
        for message in view.empty_messages(source):
            assert (message in text) == (source in unasked)
    # A number of seconds since 1970 is no time for people.
    assert not re.findall(r"\b15[34]\d{7}(?:\.\d+)?\b", text)
    for width in (1920, 1280):
        page.page.set_viewport_size({"width": width, "height": 1800})
        assert page.cut_off() == []
    for name, each in view.part("visualizations").items():
        for handler in each.get("eventHandlers", []):
            if handler["type"] in LINKS and each["dataSources"]["primary"] not in unasked:
                row = click(page, name, running)
                assert page.wait_for_link() == expected_link(page, handler, row)


def expected_link(page: DashboardPage, handler: Any, row: dict[str, str]) -> Any:
    options = handler["options"]
    earliest, latest = page.values["global_time"].split(",")
    values = {
        **page.values,
        **{f"row.{name}.value": value for name, value in row.items()},
        "global_time.earliest": earliest,
        "global_time.latest": latest,
    }
    if handler["type"] == "drilldown.linkToSearch":
        query = with_tokens(options["query"], values)
        return "search", {"q": query, "earliest": earliest, "latest": latest}
    return options["dashboard"], {
        f"form.{token['token']}": values.get(token["value"], with_tokens(token["value"], values))
        for token in options["tokens"]
    }


@pytest.mark.parametrize(("view", "names"), choosing())
def test_click_chooses(
    view: View, names: list[str], dashboard: Make, running: Installation
) -> None:
    page = opened(view, dashboard)
    for name in names:
        page.searches.clear()
        row = click(page, name, running)
        for handler in view.part("visualizations")[name]["eventHandlers"]:
            for token in handler["options"]["tokens"]:
                field = re.fullmatch(r"row\.(.+)\.value", token.get("key", ""))
                value = row[field[1]] if field else with_tokens(token["value"], page.values)
                page.wait_for_token(token["token"], value)
    for message in view.empty_messages(*view.unasked()) if view.unasked() else ():
        page.page.get_by_text(message).wait_for(state="detached")


def click(page: DashboardPage, name: str, running: Installation) -> dict[str, str]:
    """Click what stands for the first result of a visualization; return that result."""
    visualization = page.view.part("visualizations")[name]
    if visualization["type"] == "splunk.timeline":
        return {visualization["options"]["y"].split("'")[1]: click_mark(page, name)}
    drawn = page.drawn(name)
    # The widest flow of a Sankey diagram, that of the first result, is drawn last, over the others.
    first: Locator = drawn.last if visualization["type"] == "splunk.sankey" else drawn.first
    (first.locator("[data-test=cell]") if "table" in visualization["type"] else first).first.click()
    spl = with_tokens(page.view.spl(visualization["dataSources"]["primary"]), page.values)
    row = running.engine.search(spl, "-24h@h", "now", NOW).rows[0]
    return {field: joined(value) for field, value in row.items()}


def click_mark(page: DashboardPage, name: str) -> str:
    """Click the first mark in the first lane of a timeline; return the lane."""
    panel = page.panel(name)
    lane = panel.locator("[data-test=timeline-lane]").first.inner_text()
    tooltip = panel.locator("[data-test=timeline-tooltip]")
    panel.evaluate("element => element.scrollIntoView()")

    def is_clicked() -> bool:
        box = panel.locator(".u-over").bounding_box()
        if box is None:
            return False
        # The marks are painted: only the tooltip tells where one is.
        for offset in range(1, int(box["width"]), 2):
            page.page.mouse.move(box["x"] + offset, box["y"] + 16)
            if tooltip.is_visible() and lane in tooltip.inner_text():
                page.page.mouse.click(box["x"] + offset, box["y"] + 16)
                return True
        return False

    page.wait_for(is_clicked, lambda: "the first lane has no mark")
    return lane


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_is_searched_by(name: str, dashboard: Make) -> None:
    page = opened(VIEWS[name], dashboard)
    for each in page.view.part("inputs").values():
        page.searches.clear()
        token = each["options"]["token"]
        field = page.page.locator("[data-test=input-item]").filter(has_text=each["title"])
        if each["type"] == "input.timerange":
            choose_time_range(page, field)
        elif each["type"] == "input.text":
            field.locator("input").fill("192.168.9.30")
            field.locator("input").press("Enter")
            page.wait_for_token(token, "192.168.9.30")
        else:
            field.locator("[data-test=select]").click()
            option = page.page.locator("[data-test=option]").nth(1)
            value = option.inner_text()
            option.click()
            page.wait_for_token(token, value)


def choose_time_range(page: DashboardPage, field: Locator) -> None:
    """Choose another time range and wait for all searches of their own to follow it."""
    field.locator("[data-test=time-range-dropdown]").click()
    page.page.get_by_text("Last 7 days", exact=True).click()
    page.wait_for(
        lambda: any(search.get("earliest_time") == "-7d@h" for search in page.searches),
        lambda: "no search follows the time range",
    )
    page.values["global_time"] = "-7d@h,now"

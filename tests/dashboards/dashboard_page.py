"""A dashboard in a browser: what it shows, what it searches, and where its clicks lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable, Dict, List
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.dashboards.views import View, with_tokens

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Request, Route

APP = "/en-US/app/huntpipe"
PATIENCE = 120_000
"""Milliseconds until a state that does not come is a failure: machines may be slow and shared."""

# What a visualization consists of once it has drawn its data.
DRAWN = {
    "splunk.bar": ".highcharts-point",
    "splunk.column": ".highcharts-point",
    "splunk.markdown": "h1, h2, p",
    "splunk.networkGraph": "[data-test=node]",
    "splunk.punchcard": "[data-test=bubble]",
    "splunk.sankey": "[data-test=link-group] .link",
    "splunk.singlevalue": "[data-test=majorValue]",
    "splunk.table": "[data-test=body] [data-test=row]",
    "splunk.timeline": "[data-test=timeline-lane]",
}
WAITING = "[data-test=viz-waiting-for-input]"
STATUS = "[data-test=status-icon-container]"


class DashboardPage:
    """A view in a browser.

    :param address: scheme, host and port of the preview.
    :ivar searches: every search that the page has asked for, chains alone.
    :ivar links: the addresses that clicks led to; the page stays where it is.
    :ivar faults: errors of scripts, of the console, and requests to elsewhere.
    :ivar values: what the tokens hold.
    """

    def __init__(self, page: Page, address: str, view: View) -> None:
        self.page = page
        self.view = view
        self.searches: List[Dict[str, str]] = []
        self.links: List[str] = []
        self.faults: List[str] = []
        self.values: Dict[str, str] = {}
        self._address = address
        self._left = False
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: self._printed(line.type, line.text))
        page.on("request", self._asked)

    def open(self, **given: str) -> None:
        """Open the view, with values for its inputs."""
        self.values = {**self.view.defaults(), **given}
        query = urlencode({f"form.{name}": value for name, value in given.items()})
        self.page.goto(f"{self._address}{APP}/{self.view.name}?{query}")
        # No content: a browser then stays on the page that it has.
        self.page.context.route(f"**{APP}/**", self._follow)

    def panel(self, name: str) -> Locator:
        """Return the panel of a visualization."""
        return self.page.locator(f'[data-test=viz-item][data-id="{name}"]')

    def drawn(self, name: str) -> Locator:
        """Return the parts of a visualization that stand for data."""
        return self.panel(name).locator(DRAWN[self.view.part("visualizations")[name]["type"]])

    def wait_until_drawn(self, name: str) -> None:
        """Wait until a visualization shows data."""
        kind = self.view.part("visualizations")[name]["type"]
        found = self.drawn(name)
        if kind in ("splunk.table", "splunk.singlevalue", "splunk.markdown"):
            found = found.filter(has_text=re.compile(r"\S"))
        found.first.wait_for(state="attached" if "Graph" in kind else "visible")

    def cut_off(self) -> List[str]:
        """Return the panels whose table is wider than they are, or whose description is cut."""
        found: List[str] = self.page.locator(
            "[data-test=scroll-container], [data-test=viz-description]"
        ).evaluate_all(
            """elements => elements
                .filter(element => element.scrollWidth > element.clientWidth + 1)
                .map(element => element.closest("[data-test=viz-item]").dataset.id)"""
        )
        return found

    def wait_for(self, state: Callable[[], bool], what: Callable[[], str]) -> None:
        """Wait for a state that is none of the page's elements.

        :param what: says what is so instead, should it not come.
        """
        for _ in range(PATIENCE // 50):
            if state():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(what())

    def wait_for_token(self, token: str, value: str) -> None:
        """Wait until every search that reads a token has been asked for with its value."""
        self.values[token] = value
        expected = {
            name: with_tokens(self.view.sources[name]["options"]["query"], self.values)
            for name in self.readers(token)
        }

        def lacking() -> List[str]:
            asked = {search["search"] for search in self.searches}
            return [name for name, spl in expected.items() if spl not in asked]

        self.wait_for(lambda: not lacking(), lambda: f"not searched for {value}: {lacking()}")

    def readers(self, token: str) -> List[str]:
        """Return the data sources whose own search reads a token."""
        return [
            name
            for name, source in self.view.sources.items()
            if f"${token}|" in source["options"]["query"]
        ]

    def wait_for_link(self) -> tuple[str, Dict[str, str]]:
        """Wait until a click has led on; return the view and its parameters."""
        self.wait_for(lambda: bool(self.links), lambda: "the click leads nowhere")
        link = urlsplit(self.links.pop())
        parameters = parse_qs(link.query, keep_blank_values=True)
        return link.path.rpartition("/")[2], {name: each[0] for name, each in parameters.items()}

    def _printed(self, kind: str, text: str) -> None:
        # A page that is left ends its searches; as it stays, it then asks for them in vain.
        if kind == "error" and not self._left:
            self.faults.append(text)

    def _asked(self, request: Request) -> None:
        link = urlsplit(request.url)
        if link.scheme.startswith("http") and link.hostname != "127.0.0.1":
            self.faults.append(f"asks {request.url}")
        if "/search/" in link.path and request.method == "POST":
            form = {name: each[0] for name, each in parse_qs(request.post_data or "").items()}
            if "search" in form:
                spl = re.sub(r"^search (?=`)", "", form["search"])
                self.searches.append({**form, "search": spl})

    def _follow(self, route: Route) -> None:
        if route.request.is_navigation_request():
            self._left = True
            self.links.append(route.request.url)
            route.fulfill(status=204)
        else:
            route.continue_()

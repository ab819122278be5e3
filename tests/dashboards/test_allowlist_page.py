"""The allowlist is edited on its page: what is added, what is refused, what happens to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import pytest

from tests.dashboards.conftest import NOW
from tests.dashboards.dashboard_page import APP, PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from preview.installation import Installation

expect = pytest.importorskip(
    "playwright.sync_api", reason="playwright is missing: make deps brings it"
).expect
expect.set_options(timeout=60_000)

HUNT = "Huntpipe - Network - Beacons of a process"
BACKUP = {
    "entity": "FRTH-BKUP01",
    "evidence": r'*"C:\Program Files\backup.exe"*',
    "owner": "grace",
    "reason": "nightly backup, <b>ticket</b> 17",
}
OTHERS = '| makeresults | eval hunt="*", entity="e1", evidence="*", owner="o", reason="r"'


@pytest.fixture
def page(running: Installation, browser: Browser) -> Iterator[Page]:
    """The page over an empty allowlist; no script of it may have failed in the end."""
    running.engine.search(
        "| inputlookup huntpipe_allowlist | where false() | outputlookup huntpipe_allowlist"
    )
    failures: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{running.address}{APP}/allowlist")
    # The owner is filled in last.
    expect(page.locator("[name=owner]")).to_have_value("admin")
    yield page
    context.close()
    assert failures == []


def stored(running: Installation) -> list[dict[str, object]]:
    rows = running.engine.search("| inputlookup huntpipe_allowlist", now=NOW).rows
    return [{name: row.get(name) for name in ("hunt", "entity", *BACKUP)} for row in rows]


def allow(page: Page, **fields: str) -> None:
    page.get_by_label("Hunt", exact=True).select_option(HUNT)
    for name, text in {**BACKUP, **fields}.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Allow").click()


def test_entry_is_added_beside_those_of_others(page: Page, running: Installation) -> None:
    # Somebody else adds a row while the page is open.
    running.engine.search(
        f'{OTHERS}, expiry="2999-01-01" | outputlookup append=true huntpipe_allowlist'
    )
    allow(page)
    expect(page.get_by_role("status")).to_contain_text("Added")
    kept = {"hunt": "*", "entity": "e1", "evidence": "*", "owner": "o", "reason": "r"}
    small = {"entity": "frth-bkup01", "evidence": '*"c:*program files*backup.exe"*'}
    assert stored(running) == [kept, {"hunt": HUNT.lower(), **BACKUP, **small}]
    expect(page.get_by_role("cell", name=BACKUP["reason"])).to_be_visible()


def test_same_entry_is_not_added_twice(page: Page, running: Installation) -> None:
    for outcome in ("Added", "already"):
        allow(page)
        expect(page.locator(".outcome")).to_contain_text(outcome)
    assert len(stored(running)) == 1


def test_entry_is_ended_then_removed_and_the_rest_stays(page: Page, running: Installation) -> None:
    allow(page, entity="e1")
    expect(page.get_by_role("status")).to_contain_text("Added")
    allow(page, entity="e2")
    page.get_by_role("button", name="End the entry for e2").click()
    expect(page.get_by_role("status")).to_contain_text("Ended")
    expect(page.get_by_role("row").filter(has_text="e2")).to_contain_text("counts no more")
    expect(page.get_by_role("button", name="End the entry for e1")).to_be_enabled()
    assert [row["entity"] for row in stored(running)] == ["e1", "e2"]
    page.get_by_role("button", name="Remove the entry for e2").click()
    expect(page.get_by_role("status")).to_contain_text("Removed")
    assert [row["entity"] for row in stored(running)] == ["e1"]


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("entity", "", "Fill this in"),
        ("reason", "", "Fill this in"),
        ("owner", "=cmd()", "Do not begin"),
        ("reason", "@SUM(A1)", "Do not begin"),
        ("evidence", "-enc*", "Do not begin"),
        ("expiry", "", "Give a date"),
        ("expiry", "2001-01-01", "This day is over"),
    ],
)
def test_mistake_is_explained_at_its_field_and_nothing_is_added(
    page: Page, running: Installation, field: str, text: str, problem: str
) -> None:
    allow(page, **{field: text})
    expect(page.locator(f"#huntpipe-{field}-problem")).to_contain_text(problem)
    expect(page.locator(f"[name={field}]")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was added")
    assert stored(running) == []


def test_entry_that_would_silence_every_hunt_is_refused(page: Page, running: Installation) -> None:
    for name in ("entity", "evidence"):
        page.locator(f"[name={name}]").fill("*")
    page.locator("[name=reason]").fill("quiet")
    page.get_by_role("button", name="Allow").click()
    expect(page.locator("#huntpipe-evidence-problem")).to_contain_text("every finding")
    assert stored(running) == []


def test_splunk_that_refuses_is_told(page: Page, running: Installation) -> None:
    refusal = '{"messages": [{"type": "ERROR", "text": "no write permission"}]}'
    page.route("**/data/huntpipe_allowlist*", lambda route: route.fulfill(status=403, body=refusal))
    allow(page)
    expect(page.get_by_role("alert")).to_contain_text("no write permission")
    expect(page.get_by_role("button", name="Allow")).to_be_enabled()
    assert stored(running) == []

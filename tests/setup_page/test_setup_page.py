"""What an administrator does on the setup page, and what can go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.virustotal.search import API_KEY, PROXY_CREDENTIALS

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

    from preview.virustotal.service import Service
    from tests.setup_page.splunk_web import SplunkWeb

expect = pytest.importorskip(
    "playwright.sync_api", reason="playwright is missing: make deps brings it"
).expect


def save(page: Page, **fields: str) -> None:
    """Fill fields in by their names and press Save."""
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Save").click()


def test_what_is_entered_is_stored_where_it_belongs(page: Page, web: SplunkWeb) -> None:
    page.get_by_label("Premium").check()
    save(
        page,
        key=f" {API_KEY} ",
        quota_minute="1000",
        quota_day="0",
        quota_month="0",
        proxy="https://proxy.company:3128",
        proxy_credentials=PROXY_CREDENTIALS,
        internal_domains="brewery.de,  frothly.net",
    )
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert web.head.stores.passwords.password("huntpipe", "virustotal_api_key") == API_KEY
    assert web.head.stores.passwords.password("huntpipe", "virustotal_proxy") == PROXY_CREDENTIALS
    assert web.head.stores.is_configured
    local = (web.head.app / "local" / "huntpipe.conf").read_text(encoding="utf-8")
    for line in (
        "quota_minute = 1000",
        "quota_day = 0",
        "proxy = https://proxy.company:3128",
        "internal_domains = brewery.de, frothly.net",
        "offline = false",
    ):
        assert line in local
    assert API_KEY not in local
    assert PROXY_CREDENTIALS not in local


def test_reload_shows_all_but_the_secrets(page: Page, web: SplunkWeb) -> None:
    page.get_by_label("Premium").check()
    page.get_by_label("Never send anything").check()
    save(page, key=API_KEY, quota_minute="7", internal_domains="brewery.de")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    web.responses.clear()
    page.reload()
    expect(page.locator("[name=quota_minute]")).to_have_value("7")
    expect(page.get_by_label("Premium")).to_be_checked()
    expect(page.get_by_label("Never send anything")).to_be_checked()
    expect(page.get_by_label("Domains of your own")).to_have_value("brewery.de")
    expect(page.get_by_label("VirusTotal API key")).to_have_value("")
    expect(page.locator("#huntpipe-key-help")).to_contain_text("One is stored.")
    assert API_KEY not in page.content()
    assert not any(API_KEY.encode() in body for body in web.responses)


def test_empty_key_keeps_the_stored_one_and_another_replaces_it(page: Page, web: SplunkWeb) -> None:
    save(page, key="a" * 64)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    save(page, internal_domains="brewery.de")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert web.head.stores.passwords.password("huntpipe", "virustotal_api_key") == "a" * 64
    save(page, key=API_KEY)
    expect(page.locator("[name=key]")).to_have_value("")
    assert web.head.stores.passwords.password("huntpipe", "virustotal_api_key") == API_KEY


def press_remove(page: Page, secret: str, *, confirm: bool = True) -> list[str]:
    """Press the button beside a secret, answer its question, and return what was asked."""
    questions = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.message)
        (dialog.accept if confirm else dialog.dismiss)()

    page.once("dialog", answer)
    page.get_by_role("button", name=f"Remove the stored {secret}").click()
    return questions


def test_stored_key_is_removed_after_one_question(page: Page, web: SplunkWeb) -> None:
    save(page, key=API_KEY, proxy_credentials=PROXY_CREDENTIALS)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_label("Domains of your own").fill("brewery.de")
    (question,) = press_remove(page, "key")
    assert "stored verdicts alone" in question
    expect(page.get_by_role("status")).to_contain_text("Removed. Without a key")
    expect(page.locator("#huntpipe-key-help")).to_contain_text("None is stored.")
    expect(page.get_by_role("button", name="Remove the stored key")).to_be_hidden()
    assert list(web.head.stores.passwords.stored) == ["huntpipe:virustotal_proxy:"]
    # What else was typed is still there, to be saved.
    expect(page.get_by_label("Domains of your own")).to_have_value("brewery.de")
    page.reload()
    expect(page.locator("#huntpipe-key-help")).to_contain_text("None is stored.")


def test_stored_proxy_password_is_removed_and_the_key_stays(page: Page, web: SplunkWeb) -> None:
    save(page, key=API_KEY, proxy_credentials=PROXY_CREDENTIALS)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    web.responses.clear()
    press_remove(page, "user name and password")
    expect(page.get_by_role("status")).to_contain_text("Removed.")
    assert list(web.head.stores.passwords.stored) == ["huntpipe:virustotal_api_key:"]
    assert not any(API_KEY.encode() in body for body in web.responses)


def test_secret_stays_when_the_question_is_declined(page: Page, web: SplunkWeb) -> None:
    save(page, key=API_KEY)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    web.responses.clear()
    press_remove(page, "key", confirm=False)
    expect(page.get_by_role("button", name="Remove the stored key")).to_be_enabled()
    assert web.responses == []
    assert web.head.stores.passwords.password("huntpipe", "virustotal_api_key") == API_KEY


def test_nothing_can_be_removed_where_nothing_is_stored(page: Page) -> None:
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)


def test_secret_that_somebody_else_removed_is_told(page: Page, web: SplunkWeb) -> None:
    save(page, key=API_KEY)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    web.head.stores.passwords.delete("huntpipe", "virustotal_api_key")
    press_remove(page, "key")
    expect(page.get_by_role("status")).to_contain_text("It was no longer stored.")
    expect(page.get_by_role("button", name="Remove the stored key")).to_be_hidden()


def test_user_without_rights_removes_nothing(page: Page, web: SplunkWeb) -> None:
    save(page, key=API_KEY)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    web.session = "hunter-session"
    press_remove(page, "key")
    expect(page.get_by_role("alert")).to_contain_text("it takes an administrator")
    assert web.head.stores.passwords.password("huntpipe", "virustotal_api_key") == API_KEY


def test_public_tier_has_its_own_numbers(page: Page) -> None:
    expect(page.get_by_label("Public")).to_be_checked()
    expect(page.locator("[name=quota_minute]")).to_be_disabled()
    page.get_by_label("Premium").check()
    page.locator("[name=quota_minute]").fill("99")
    page.get_by_label("Public").check()
    expect(page.locator("[name=quota_minute]")).to_have_value("4")


def test_key_is_tested_by_one_request(page: Page, service: Service) -> None:
    save(page, key=API_KEY)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_role("button", name="Test the key").click()
    expect(page.get_by_role("status")).to_have_text("VirusTotal accepts the key.")
    assert [request.path for request in service.requests] == ["domains/virustotal.com"]


def test_wrong_key_fails_the_test(page: Page) -> None:
    save(page, key="f" * 64)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_role("button", name="Test the key").click()
    expect(page.get_by_role("alert")).to_contain_text("refused the API key (401")


def test_missing_key_fails_the_test(page: Page, service: Service) -> None:
    page.get_by_role("button", name="Test the key").click()
    expect(page.get_by_role("alert")).to_contain_text("no virustotal_api_key is stored")
    assert service.requests == []


def test_nothing_is_tested_that_is_not_saved_or_not_allowed(page: Page, service: Service) -> None:
    page.locator("[name=key]").fill(API_KEY)
    page.get_by_role("button", name="Test the key").click()
    expect(page.get_by_role("alert")).to_contain_text("Save first")
    page.get_by_label("Never send anything").check()
    save(page)
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_role("button", name="Test the key").click()
    expect(page.get_by_role("alert")).to_contain_text("Privacy forbids")
    assert service.requests == []


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("key", "two words", "only letters and digits"),
        ("proxy", "proxy:3128", "http:// or https://"),
        ("proxy", "https://u:p@proxy:3128", "next field"),
        ("proxy", "nonsense", "no address"),
        ("proxy_credentials", "user", "user:password"),
        ("internal_domains", "brewery.de, http://x", "http://x is no domain"),
        ("quota_minute", "", "whole number"),
        ("quota_minute", "-1", "whole number"),
    ],
)
def test_mistake_is_explained_at_its_field_and_nothing_is_saved(
    page: Page, web: SplunkWeb, field: str, text: str, problem: str
) -> None:
    page.get_by_label("Premium").check()
    save(page, **{field: text})
    mistaken = page.locator(f"[name={field}]")
    expect(mistaken).to_have_attribute("aria-invalid", "true")
    expect(mistaken).to_be_focused()
    expect(page.locator(f"#huntpipe-{field}-problem")).to_contain_text(problem)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved")
    assert not web.head.stores.is_configured


def test_user_without_rights_is_told(page: Page, web: SplunkWeb) -> None:
    web.session = "hunter-session"
    save(page, key=API_KEY)
    expect(page.get_by_role("alert")).to_contain_text("it takes an administrator")
    assert not web.head.stores.is_configured


def test_ended_session_is_told(page: Page, web: SplunkWeb) -> None:
    web.session = "ended"
    save(page, key=API_KEY)
    expect(page.get_by_role("alert")).to_contain_text("session has ended")


def test_splunk_that_does_not_answer_is_told(page: Page) -> None:
    page.route("**/splunkd/**", lambda route: route.abort())
    save(page, key=API_KEY)
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.get_by_role("button", name="Save")).to_be_enabled()


def test_every_field_has_a_label_and_the_keyboard_is_enough(page: Page, web: SplunkWeb) -> None:
    unlabelled = page.eval_on_selector_all(
        "input", "inputs => inputs.filter(i => !i.labels.length).map(i => i.name)"
    )
    assert unlabelled == []
    page.get_by_label("VirusTotal API key").focus()
    page.keyboard.type(API_KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert web.head.stores.is_configured

"""regex, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/regex
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        ('* | regex user="^[ab]"', ["bob", "ann"]),  # <field>=<regex-expression>
        # Using the regex command with !=: "or for which the field is null".
        ('* | regex user!="^b"', ["ann", "Bob", "cid", None]),
        ('* | regex "user=(ann|bob)"', ["bob", "ann"]),  # the default is _raw
        ('* | regex _raw = "n=\\d{2}"', ["bob", "Bob"]),
        ('* | regex user="o"', ["bob", "Bob"]),  # "An unanchored regular expression"
        ('* | regex nosuch="."', []),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, expected: Cells) -> None:
    assert values(app, spl, "user") == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ('NOT user="a"', "regex takes"),  # "NOT is not valid"
        ('user="a" host="b"', "regex takes"),
        ("", "regex takes"),
        ('user="("', "malformed"),
    ],
)
def test_what_the_page_forbids(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | regex {arguments}")


def test_quotation_marks_are_required(engine: Engine) -> None:
    with pytest.raises(UnsupportedError, match="without double quotes"):
        engine.parse("index=x | regex user=^b")


@pytest.mark.parametrize(
    ("value", "expected"), [("10.1.2.3", 1), ("110.1.2.3", 0), ("10.1.2.3456", 0), ("11.1.2.3", 0)]
)
def test_addresses_of_a_network(rows: Run, value: str, expected: int) -> None:
    # Example 1.
    pattern = r"(?<!\d)10\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\d)"
    assert len(rows(f'| makeresults | eval a="{value}" | regex a="{pattern}"')) == expected


@pytest.mark.parametrize(("value", "expected"), [("buttercup@example.com", 1), ("buttercup", 0)])
def test_mail_addresses(rows: Run, value: str, expected: int) -> None:
    # Example 2.
    pattern = r"^([a-z0-9_\.-]+)@([\da-z\.-]+)\.([a-z\.]{2,6})$"
    assert len(rows(f'| makeresults | eval a="{value}" | regex a="{pattern}"')) == expected


def test_a_result_without_the_field_does_not_match(rows: Run) -> None:
    # Example 4.
    made = (
        '| makeresults count=5 | eval Country="Canada" '
        '| append [| makeresults count=5 | eval City="Toronto"] '
    )
    kept = rows(made + '| regex Country!="Canada"')
    assert [row["City"] for row in kept] == ["Toronto"] * 5


def test_a_multivalue_field_is_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="multivalue"):
        rows('| makeresults | eval a=split("x,y", ",") | regex a="x"')

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
        ('user=* | regex user!="^b"', ["ann", "Bob", "cid"]),  # <field>!=<regex-expression>
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
    "spl",
    [
        'eval a=split("x,y", ",") | regex a="x"',  # several values
        'eval b="x" | regex a!="x"',  # a result without the field
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, spl: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | {spl}")

"""return, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/return
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        # Usage, the three outputs; without a count, the first row.
        ("* | return user", 'user="bob"'),
        ("* | return host=user", 'host="bob"'),
        ("* | return $user", "bob"),
        ("* | return 2 user", '(user="bob") OR (user="ann")'),
        ("* | return 2 user host", '(user="bob" host="web1") OR (user="ann" host="web2")'),
        ("* | return 2 $user", "(bob) OR (ann)"),
        # Duplicate values: the same user in two events is given once.
        ("user=bob | eval user=lower(user) | return 2 user", 'user="bob"'),
        # When the input for 'return' is 0 events: an empty text.
        ("nothing | return user", ""),
    ],
)
def test_the_first_rows_are_given(app: Path, spl: str, expected: str) -> None:
    assert values(app, spl, "search") == [expected]


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        # Example 1.
        ("msg=* [ search index=main user=ann | return user ]", ["ann"]),
        # Example 2.
        ("msg=* [ search index=main user=b* | return 2 user n ]", ["bob", "Bob"]),
        # When the input for 'return' is 0 events: all events.
        ("user=a* [ search index=main nothing | return user ]", ["ann"]),
    ],
)
def test_a_subsearch_gives_conditions(app: Path, spl: str, expected: Cells) -> None:
    assert values(app, spl, "user") == expected


def test_quotation_marks_that_are_escaped_before_are_kept(rows: Run) -> None:
    # Quotations in returned fields.
    spl = r'| makeresults | eval f="say \\\"x\\\"" | return f'
    assert rows(spl) == [{"search": r'f="say \"x\""'}]


@pytest.mark.parametrize("value", [r'"say \"x\""', r'"C:\\x"', "null()", 'split("a b", " ")'])
def test_what_return_would_spoil_is_refused(engine: Engine, value: str) -> None:
    with pytest.raises(DataError, match="return"):
        engine.search(f"| makeresults | eval f={value} | return f")


@pytest.mark.parametrize("arguments", ["", "2", "0 f", "a = f", "a =f"])
def test_bad_arguments_are_refused(engine: Engine, arguments: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(f"| makeresults | return {arguments}")

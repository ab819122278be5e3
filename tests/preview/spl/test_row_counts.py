"""Commands that work on each result neither lose nor double one, whatever their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.spl import Configuration, Engine, MemoryStore, SearchError
from tests.preview.spl.conftest import NOW

if TYPE_CHECKING:
    from preview.spl.values import Row

MADE = (
    "| makeresults count=5 | streamstats count as id "
    '| eval a=case(id=1, "x", id=2, "10", id=3, "X", id=4, "9"), b=if(id%2=0, id, null()), '
    'm=split("p,q", ",") | table id a b m'
)
FIELDS = st.sampled_from(["a", "b", "m", "id", "none", '"two words"'])
STATISTICS = st.sampled_from(["count", "dc", "sum", "max", "min", "list", "last", "avg"])
BY = FIELDS.map(" by {}".format) | st.just("")
KEEPING = st.one_of(
    st.builds("eval n=coalesce({}, {})".format, FIELDS, st.sampled_from(["1", "a", "null()"])),
    st.builds("eventstats {}({}) as n{}".format, STATISTICS, FIELDS, BY),
    st.builds("streamstats {}({}) as n{}".format, STATISTICS, FIELDS, BY),
    st.builds(
        "streamstats window={} current={} count as n{}".format,
        st.integers(0, 3),
        st.booleans(),
        BY,
    ),
    st.builds("fillnull value={} {}".format, st.integers(), FIELDS),
    st.builds("rename {} as {}".format, FIELDS, FIELDS),
    st.builds('rex field={} max_match={} "(?<n>.)"'.format, FIELDS, st.integers(0, 2)),
    st.builds("bin {} span=5 as n".format, FIELDS),
    st.builds('makemv delim="0" {}'.format, FIELDS),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return an engine over no events that all examples share."""
    app = tmp_path_factory.mktemp("app")
    for folder in ("default", "lookups", "bin"):
        (app / folder).mkdir()
    return Engine(app, MemoryStore([], Configuration(app)))


def answered(engine: Engine, spl: str) -> list[Row] | None:
    """Return the results of a search, None where it is refused."""
    try:
        return engine.search(spl, now=NOW).rows
    except SearchError:
        return None


@settings(max_examples=60, deadline=None)
@given(command=KEEPING)
def test_each_result_stays_in_its_place(made: Engine, command: str) -> None:
    rows = answered(made, f"{MADE} | eval kept=id | {command}")
    assert rows is None or [row["kept"] for row in rows] == list("12345")


@settings(max_examples=30, deadline=None)
@given(keys=st.lists(st.builds("{}{}".format, st.sampled_from(["", "-", "+"]), FIELDS), min_size=1))
def test_sort_gives_the_same_results_in_another_order(made: Engine, keys: list[str]) -> None:
    rows = answered(made, f"{MADE} | sort 0 {', '.join(keys)}")
    before = answered(made, MADE)
    assert rows is None or (before and sorted(rows, key=str) == sorted(before, key=str))

"""The compiled table: what goes in comes out, and the bundled one knows the real networks."""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.asn.address import parse_address
from huntpipe.asn.table import AsnTable, TableError, compile_table, flatten, read_table
from tests.shared import REPOSITORY, shared_data

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = REPOSITORY / "lib" / "huntpipe" / "asn" / "asn.table"


@pytest.fixture(scope="module")
def bundled() -> AsnTable:
    return read_table(BUNDLED)


def test_the_bundled_table_answers_every_known_case(bundled: AsnTable) -> None:
    cases = json.loads(shared_data("asn/asn_cases.json").read_text())
    wrong = []
    for case in cases:
        version, number = parse_address(case["ip"]) or (0, 0)
        found = bundled.find(version, number)
        expected = case["asn"] and (
            (str(case["asn"]), case["org"]),
            int(ipaddress.ip_address(case["start"])),
            int(ipaddress.ip_address(case["end"])),
        )
        if found != expected:
            wrong.append((case, found))
    assert wrong == []
    assert len(cases) > 100


def networks(version: int) -> st.SearchStrategy[list[tuple[int, int, str, str]]]:
    """Ranges made of CIDR blocks, nested or apart, never half overlapping."""
    width = 32 if version == 4 else 128

    def block(length: int, number: int, asn: int) -> tuple[int, int, str, str]:
        size = width - length
        first = number >> size << size
        return first, first + (1 << size) - 1, str(asn), f"Org {asn}, “quoted”"

    blocks = st.builds(
        block, st.integers(0, width), st.integers(0, (1 << width) - 1), st.integers(1, 99)
    )
    return st.lists(blocks, max_size=12, unique_by=lambda b: b[:2])


@given(st.data(), st.sampled_from([4, 6]))
def test_the_innermost_network_around_an_address_is_found(
    data: st.DataObject, version: int
) -> None:
    ranges = data.draw(networks(version))
    flat = flatten(ranges)
    table = AsnTable(
        compile_table(flat if version == 4 else [], flat if version == 6 else [], "n", "d"), "test"
    )
    edges = [edge + step for r in ranges for edge in r[:2] for step in (-1, 0, 1)]
    top = (1 << (32 if version == 4 else 128)) - 1
    for number in [n for n in (0, top, *edges) if 0 <= n <= top]:
        around = [r for r in ranges if r[0] <= number <= r[1]]
        expected = min(around, key=lambda r: r[1] - r[0])[2] if around else None
        found = table.find(version, number)
        assert (found and found[0][0]) == expected


def test_ranges_that_overlap_are_not_compiled_in_silence() -> None:
    with pytest.raises(ValueError, match="overlap"):
        compile_table([(1, 5, "1", "a"), (5, 9, "2", "b")], [], "n", "d")


def test_a_table_that_is_cut_short_says_so() -> None:
    data = compile_table([(1, 5, "1", "a")], [], "n", "d")
    for size in (0, 5, 20, len(data) // 2, len(data) - 9):
        with pytest.raises(TableError, match=r"asn\.table"):
            AsnTable(data[:size], "asn.table")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"gone\.table cannot be read"):
        read_table(tmp_path / "gone.table")


def test_named_addresses_of_the_investigation_have_their_networks(bundled: AsnTable) -> None:
    for text, asn in {
        "104.207.83.63": "22612",
        "157.97.121.132": "396356",
        "199.66.91.253": "7040",
        "45.77.53.176": "20473",
    }.items():
        found = bundled.find(4, int(ipaddress.ip_address(text)))
        assert found is not None
        assert found[0][0] == asn

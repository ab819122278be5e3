"""Lookup tables for the pages on lookups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TRANSFORMS = """
[hosts]
filename = hosts.csv
match_type = WILDCARD(name)
case_sensitive_match = 0
max_matches = 1

[networks]
filename = networks.csv
match_type = CIDR(net)
min_matches = 2
default_match = none

[both]
filename = both.csv
match_type = WILDCARD(name) CIDR(net)

[many]
filename = many.csv

[kept]
external_type = kvstore
collection = kept
fields_list = _key, a, size
"""

COLLECTIONS = """
[kept]
field.size = number
"""


@pytest.fixture
def lookup_tables(app: Path) -> None:
    """Give the app lookup tables in files, and one in a collection."""
    folder = app / "lookups"
    (folder / "users.csv").write_text("user,team,site\nbob,red,x\nbob,blue,\nann,green,y\n")
    (folder / "hosts.csv").write_text("name,role\nWEB*,web\n*,other\n")
    networks = "10.0.0.0/8,inside\n2001:0db8:ffff:ffff:ffff:ffff:ffff:ff00/120,v6\n"
    (folder / "networks.csv").write_text("net,label\n" + networks)
    (folder / "both.csv").write_text("name,net,label\nweb*,10.0.0.0/8,here\n")
    (folder / "many.csv").write_text("k,v\n" + "".join(f"x,{n}\n" for n in range(150)))
    (app / "default" / "transforms.conf").write_text(TRANSFORMS)
    (app / "default" / "collections.conf").write_text(COLLECTIONS)

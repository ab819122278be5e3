"""Builds lib/huntpipe/asn/asn.table, from the pinned npm package or from a file of the user's.

python tools/build_asn_table.py [FROM]

FROM is an .mmdb (GeoLite2-ASN, IPinfo, DB-IP) or a .csv with the columns network,asn,org. Without
it the package @ip-location-db/asn is fetched, unless the table holds data of the user's own; its
ranges are those of RouteViews, NRO and DB-IP, CC BY 4.0 (see NOTICE).
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Iterator, List, Tuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "lib" / "vendor")]

from huntpipe.asn.databases import compile_file  # noqa: E402 - needs the path above
from huntpipe.asn.table import Range, TableError, compile_table, flatten, read_table  # noqa: E402

TABLE = ROOT / "lib" / "huntpipe" / "asn" / "asn.table"
PACKAGE = "@ip-location-db/asn"
NAME = "ip-location-db asn"
VERSION = "2.3.2026061719"
DATE = "2026-06-17"
# npm calls it the integrity of the package.
SHA512 = "PpqYi7wyEyWwunXBtl+y3Vi403SvNywotWwvmiYCOUtE0SVol/Sf492Ee+eErEznmGapxEQB2SAfrpXuZ9a+vQ=="


def main(arguments: List[str]) -> int:
    """Build the table and say how large it is."""
    if not arguments and _is_users_own():
        TABLE.touch()
        print(
            f"{TABLE.relative_to(ROOT)} is your own data and stays; without it the package's come."
        )
        return 0
    try:
        data = compile_file(Path(arguments[0])) if arguments else compile_package(fetch())
        _replace_table(data)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"No autonomous system table was built: {error}", file=sys.stderr)
        return 1
    print(f"{TABLE.relative_to(ROOT)}: {len(data):,} bytes")
    return 0


def _is_users_own() -> bool:
    """Whether there is a table of other data than the package's."""
    try:
        return not read_table(TABLE).name.startswith(NAME)
    except TableError:
        return False


def _replace_table(data: bytes) -> None:
    """Put the new table in the place of the old one at once, so that no search meets half of it."""
    half = ROOT / "build" / TABLE.name
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(data)
    half.replace(TABLE)


def fetch() -> bytes:
    """Return the package's archive, checked against the pinned digest.

    :raises ValueError: if it is not the pinned one.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}", "--pack-destination", folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        data = archive.read_bytes()
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if digest != SHA512:
        raise ValueError(f"{PACKAGE} {VERSION} is not the pinned archive: {digest}")
    return data


def compile_package(archive: bytes) -> bytes:
    """Return the table of a package."""
    ipv4, ipv6 = package_ranges(archive)
    return compile_table(ipv4, ipv6, f"{NAME} {VERSION}", DATE)


def package_ranges(archive: bytes) -> Tuple[List[Range], List[Range]]:
    """Return the IPv4 and the IPv6 ranges of a package, in order and without overlap."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        ipv4, ipv6 = (flatten(_ranges(package, f"asn-ipv{version}-num.csv")) for version in (4, 6))
    return ipv4, ipv6


def _ranges(package: tarfile.TarFile, name: str) -> Iterator[Range]:
    """Return the ranges of one of the package's files."""
    data = package.extractfile(f"package/{name}")
    if data is None:
        raise ValueError(f"{PACKAGE} {VERSION} has no {name}")
    for first, last, asn, organization in csv.reader(io.TextIOWrapper(data, "utf-8")):
        yield int(first), int(last), asn, organization


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

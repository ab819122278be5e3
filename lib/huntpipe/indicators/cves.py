"""CVE identifiers (https://www.cve.org/Media/cve-schema: ``CVE-YYYY-NNNN``, 4 to 19 digits).

Upper case: the schema admits no other.
"""

from __future__ import annotations

import re
from typing import Iterator

# Hyphens as word processors write them: hyphen, non-breaking hyphen, figure, en and em dash, minus.
_DASH = "[-_\u2010-\u2014\u2212]"
_CVE = re.compile(
    rf"cve(?<![a-z0-9]...){_DASH}(199[9]|20\d\d){_DASH}(\d{{4,19}})(?![0-9a-z])", re.ASCII
)


def find_cves(text: str) -> Iterator[str]:
    """Yield every identifier in its canonical upper-case form, in order of appearance."""
    lowered = text.lower()
    if "cve" in lowered:
        for year, number in _CVE.findall(lowered):
            yield f"CVE-{year}-{number}"

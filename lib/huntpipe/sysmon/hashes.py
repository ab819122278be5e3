"""The hashes of a Sysmon event, one value per algorithm."""

from __future__ import annotations

from typing import Dict, Mapping

from huntpipe.sysmon.names import ALGORITHMS


def split_hashes(data: Mapping[str, str]) -> Dict[str, str]:
    """Return the hashes of EventData by algorithm, each as the event writes it.

    ``Hashes`` and, for file streams, ``Hash`` hold ``NAME=value`` pairs in any order and case;
    Sysmon 1 wrote ``Hash`` and ``HashType``. Other algorithms and ``Unknown`` give nothing.
    """
    written = data.get("Hashes") or data.get("Hash", "")
    hashes = {}
    for pair in written.split(","):
        algorithm, _, value = pair.rpartition("=")
        algorithm = (algorithm or data.get("HashType", "")).strip().upper()
        if algorithm in ALGORITHMS:
            hashes[algorithm] = value.strip()
    return hashes

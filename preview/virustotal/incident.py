"""What the simulated VirusTotal says of the incident in the sample: invented, all of it."""

from __future__ import annotations

from typing import Any, List

from preview.generator.programs import HDOOR, hashes
from preview.virustotal import reports


def _sha256(image: str) -> str:
    return hashes(image).split("SHA256=")[1].split(",")[0].lower()


C2 = "45.77.53.176"
SIGN_INS = "104.207.83.63"

INTERNAL_DOMAINS = "froth.ly"


def incident() -> List[Any]:
    """Return the reports; what has none is unknown."""
    return [
        reports.file_report(
            _sha256(HDOOR), 38, label="trojan.hdoor/simulated", names=("hdoor.exe",)
        ),
        reports.ip_report(C2, 9),
        reports.ip_report(SIGN_INS, 2),
        reports.domain_report("naver.com", 0),
        reports.url_report(
            f"http://{C2}:3333/images/logos.png", 6, threat_names=("Simulated dropper",)
        ),
    ]

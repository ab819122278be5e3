"""Report bodies in the shape of VirusTotal's; every content is invented.

https://docs.virustotal.com/reference/files, /reference/ip-object, /reference/domains-object,
/reference/url-object
"""

from __future__ import annotations

import hashlib
from typing import Any

API = "https://www.virustotal.com/api/v3"

_FIRST_SEEN = 1_633_178_439
_LAST_ANALYSIS = 1_633_789_226


def stats(malicious: int, suspicious: int = 0, harmless: int = 0, undetected: int = 60) -> Any:
    """Return the counts of the engines, with those of one that timed out."""
    return {
        "harmless": harmless,
        "malicious": malicious,
        "suspicious": suspicious,
        "timeout": 1,
        "undetected": undetected,
    }


def file_report(
    sha256: str, malicious: int, *, label: str = "", names: tuple[str, ...] = ()
) -> Any:
    """Return the report of a file; files have counts that other objects lack."""
    attributes: dict[str, Any] = {
        "type_description": "Win32 EXE",
        "type_tag": "peexe",
        "sha256": sha256,
        "size": 44032,
        "names": list(names),
        "tags": ["peexe", "64bits"],
        "reputation": -malicious,
        "times_submitted": 1,
        "first_submission_date": _FIRST_SEEN,
        "last_analysis_date": _LAST_ANALYSIS,
        "last_analysis_stats": {
            **stats(malicious),
            "confirmed-timeout": 0,
            "failure": 1,
            "type-unsupported": 5,
        },
        "last_analysis_results": {
            "Example Engine": {
                "category": "malicious" if malicious else "undetected",
                "engine_name": "Example Engine",
                "method": "blacklist",
                "result": label or None,
            }
        },
    }
    if names:
        attributes["meaningful_name"] = names[0]
    if label:
        attributes["popular_threat_classification"] = {"suggested_threat_label": label}
    return _object("file", f"files/{sha256}", sha256, attributes)


def ip_report(address: str, malicious: int, *, owner: str = "Example Networks") -> Any:
    """Return the report of an address."""
    attributes = {
        "as_owner": owner,
        "country": "US",
        "reputation": -malicious,
        "tags": [],
        "last_analysis_date": _LAST_ANALYSIS,
        "last_analysis_stats": stats(malicious, harmless=80, undetected=6),
    }
    return _object("ip_address", f"ip_addresses/{address}", address, attributes)


def domain_report(name: str, malicious: int) -> Any:
    """Return the report of a domain."""
    attributes = {
        "registrar": "Example Registrar",
        "reputation": -malicious,
        "tags": [],
        "creation_date": _FIRST_SEEN,
        "last_analysis_date": _LAST_ANALYSIS,
        "last_analysis_stats": stats(malicious, harmless=70, undetected=20),
    }
    return _object("domain", f"domains/{name}", name, attributes)


def url_report(url: str, malicious: int, *, threat_names: tuple[str, ...] = ()) -> Any:
    """Return the report of a URL, which is named by the SHA-256 of it."""
    identifier = hashlib.sha256(url.encode()).hexdigest()
    attributes = {
        "url": url,
        "last_final_url": url,
        "threat_names": list(threat_names),
        "reputation": -malicious,
        "tags": [],
        "first_submission_date": _FIRST_SEEN,
        "last_analysis_date": _LAST_ANALYSIS,
        "last_analysis_stats": stats(malicious, harmless=57, undetected=9),
    }
    return _object("url", f"urls/{identifier}", identifier, attributes)


def _object(kind: str, path: str, identifier: str, attributes: dict[str, Any]) -> Any:
    return {
        "data": {
            "type": kind,
            "id": identifier,
            "links": {"self": f"{API}/{path}"},
            "attributes": attributes,
        }
    }

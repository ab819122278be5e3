"""The Internet as the sample sees it: real networks of well-known companies, and the attacker's.

The addresses lie in the networks of the companies named (regional registries, August 2018 and
today); what the sample says is done from them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

C2_ADDRESS = "45.77.53.176"
C2_NAME = "45.77.53.176.vultr.com"
HONG_KONG = "104.207.83.63"
LATITUDE = "157.97.121.132"
NETMINDERS = "199.66.91.253"

DROP_BOX = "hyunki1984@naver.com"
NAVER_MAIL = "125.209.222.141"


@dataclass(frozen=True)
class Site:
    """A name on the Internet and the addresses it resolves to."""

    name: str
    addresses: Tuple[str, ...]
    secure: bool = True

    @property
    def port(self) -> int:
        """Port that a browser connects to."""
        return 443 if self.secure else 80


OUTLOOK = Site("outlook.office365.com", ("40.97.120.1", "40.100.54.2", "40.101.12.82"))
ONEDRIVE = Site("frothly-my.sharepoint.com", ("13.107.136.9",))
LOGIN = Site("login.microsoftonline.com", ("20.190.132.41", "40.126.1.166"))
TELEMETRY = Site("v10.events.data.microsoft.com", ("13.78.168.230", "52.183.114.173"))
PUSH = Site("client.wns.windows.com", ("52.230.222.68",))
WINDOWS_UPDATE = Site("download.windowsupdate.com", ("13.107.4.50", "23.32.238.9"), secure=False)
CERTIFICATES = Site("ctldl.windowsupdate.com", ("23.45.10.5", "104.96.220.82"), secure=False)
GOOGLE_UPDATE = Site("update.googleapis.com", ("172.217.164.99",))
DROPBOX = Site("client.dropbox.com", ("162.125.34.129",))
LIVE_UPDATE = Site(
    "liveupdate.symantecliveupdate.com", ("184.25.56.5", "72.247.10.5"), secure=False
)
UBUNTU = Site("archive.ubuntu.com", ("91.189.88.149", "91.189.91.23"), secure=False)
GITHUB = Site("github.com", ("192.30.253.112", "140.82.113.4"))
NEW_RELIC = Site("collector.newrelic.com", ("162.247.242.20",))

WEB = (
    Site("www.google.com", ("172.217.6.68", "216.58.194.174")),
    Site("mail.google.com", ("216.58.217.206",)),
    Site("www.bing.com", ("204.79.197.200",)),
    Site("www.youtube.com", ("172.217.11.46",)),
    Site("twitter.com", ("104.244.42.1",)),
    Site("www.facebook.com", ("157.240.22.35", "31.13.70.36")),
    Site("en.wikipedia.org", ("208.80.154.224",)),
    Site("www.reddit.com", ("151.101.1.140", "151.101.193.69")),
    Site("stackoverflow.com", ("198.252.206.25",)),
    GITHUB,
    Site("raw.githubusercontent.com", ("151.101.128.133",)),
    Site("www.dropbox.com", ("162.125.8.1",)),
    Site("www.brewersassociation.org", ("104.18.30.10",)),
    Site("www.homebrewtalk.com", ("104.16.51.111",), secure=False),
    Site("www.ratebeer.com", ("54.192.7.12",), secure=False),
    Site("www.morebeer.com", ("52.85.10.10",), secure=False),
    Site("www.weather.com", ("23.60.72.10",), secure=False),
    Site("www.yahoo.com", ("98.137.246.8",)),
    Site("cdn.sstatic.net", ("151.101.2.49",)),
    Site("d1.awsstatic.com", ("54.230.5.10",)),
    Site("s3.amazonaws.com", ("52.216.1.35",)),
    Site("www.msn.com", ("13.107.42.12",), secure=False),
    Site("feeds.beerandbrewing.com", ("207.148.248.143",), secure=False),
)

VISITORS = (
    "66.249.66.1",
    "40.77.167.5",
    "157.55.39.5",
    "73.162.91.14",
    "24.85.33.2",
    "99.224.61.9",
    "76.103.14.88",
    "107.77.200.17",
    "174.194.3.30",
    "142.167.1.20",
    "184.150.1.1",
    "70.79.120.33",
)

SCANNERS = (
    "89.248.172.16",
    "80.82.77.139",
    "71.6.146.185",
    "198.20.69.74",
    "185.35.62.10",
    "122.228.19.80",
    "118.123.15.142",
    "5.188.10.10",
    "209.126.136.2",
)

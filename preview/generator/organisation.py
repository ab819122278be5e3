"""Frothly: the people of the public BOTSv3 story and a few invented ones, their hosts, networks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Optional

DOMAIN = "froth.ly"
TENANT = "frothly.onmicrosoft.com"
OFFICE_ADDRESS = "96.82.100.20"
"""What the Internet sees of the office: one address of a cable provider, shared by everybody."""

DNS_SERVER = "192.168.9.2"
MAIL_GATEWAY = "104.47.36.36"


def stable_guid(name: str) -> str:
    """Return a GUID that depends on the name alone."""
    digest = hashlib.sha256(f"frothly/{name}".encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


ORGANIZATION_ID = stable_guid("tenant")


@dataclass(frozen=True)
class Person:
    """An employee and the places from which they usually work.

    :param home: public address away from the office.
    :param device: the ``deviceInformation`` of their usual sign-in: ``device;OS;browser;``.
    """

    account: str
    name: str
    home: str
    device: str
    job: str

    @property
    def mail(self) -> str:
        """Mail address, also the user principal name."""
        return f"{self.account}@{DOMAIN}"

    @property
    def windows_user(self) -> str:
        """Account name on their Windows host, as joined to Azure AD."""
        return "AzureAD\\" + self.name.replace(" ", "")

    @property
    def profile(self) -> str:
        """Folder of their Windows profile."""
        return "C:\\Users\\" + self.name.replace(" ", "")

    @property
    def object_id(self) -> str:
        """Directory object id."""
        return stable_guid(self.mail)


@dataclass(frozen=True)
class Host:
    """A computer.

    :param address: its address on the network that the firewall sees.
    :param inner: its second address, on the inside network; empty for servers.
    """

    name: str
    system: str
    address: str
    inner: str = ""
    owner: Optional[Person] = None

    @property
    def fqdn(self) -> str:
        """Fully qualified name."""
        return f"{self.name}.{DOMAIN}"

    @property
    def machine(self) -> str:
        """First group of the GUIDs that Sysmon makes on this host."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:8].upper()

    @property
    def mac(self) -> str:
        """Hardware address."""
        digest = hashlib.sha256(self.name.encode()).hexdigest()[8:14].upper()
        return f"00:0C:29:{digest[:2]}:{digest[2:4]}:{digest[4:]}"


EDGE = ";Windows 10;Edge 17.17134;"
CHROME = ";Windows 10;Chrome 68.0.3440;"
SAFARI = ";MacOs;Safari 11.1.2;"
FIREFOX = ";Windows 10;Firefox 61.0;"

PEOPLE = {
    person.account: person
    for person in (
        Person("bgist", "Bruce Gist", "157.97.121.5", EDGE, "marketing"),
        Person("fyodor", "Fyodor Malteskesko", "107.77.212.175", CHROME, "it"),
        Person("bstoll", "Bud Stoll", "166.170.40.8", CHROME, "it"),
        Person("btun", "Billy Tun", "73.162.200.5", EDGE, "sales"),
        Person("abungstein", "Al Bungstein", "73.95.130.21", EDGE, "finance"),
        Person("pcerf", "Peat Cerf", "67.164.200.100", CHROME, "brewing"),
        Person("ghoppy", "Grace Hoppy", "174.215.10.20", EDGE, "people"),
        Person("klagerfield", "Kevin Lagerfield", "76.103.20.7", CHROME, "sales"),
        Person("mkraeusen", "Mallory Kraeusen", "73.162.44.18", SAFARI, "development"),
        Person("jwortoski", "Jeremiah Wortoski", "107.77.200.9", CHROME, "development"),
        Person("mvalitus", "Mateo Valitus", "24.85.10.4", FIREFOX, "development"),
        Person("gdumont", "Gilles Dumont", "99.224.10.20", CHROME, "sales"),
        Person("rstave", "Rosa Stave", "174.194.20.8", EDGE, "brewing"),
        Person("hmalt", "Hedda Malt", "50.250.10.10", EDGE, "finance"),
        Person("osteiner", "Otto Steiner", "73.95.144.80", CHROME, "brewing"),
        Person("ikegel", "Ines Kegel", "76.103.61.32", EDGE, "people"),
    )
}


def _laptop(name: str, number: int, account: str) -> Host:
    return Host(
        name, "windows", f"192.168.70.{number}", f"192.168.8.{number - 83}", PEOPLE[account]
    )


LAPTOPS = (
    _laptop("FYODOR-L", 186, "fyodor"),
    _laptop("BGIST-L", 187, "bgist"),
    _laptop("BSTOLL-L", 188, "bstoll"),
    _laptop("BTUN-L", 189, "btun"),
    _laptop("ABUNGST-L", 190, "abungstein"),
    _laptop("PCERF-L", 191, "pcerf"),
    _laptop("GHOPPY-L", 192, "ghoppy"),
    _laptop("KLAGERF-L", 193, "klagerfield"),
    _laptop("MKRAEUS-L", 194, "mkraeusen"),
    _laptop("JWORTOS-L", 195, "jwortoski"),
    _laptop("MVALITUS-L", 196, "mvalitus"),
    _laptop("GDUMONT-L", 197, "gdumont"),
    _laptop("RSTAVE-L", 198, "rstave"),
    _laptop("HMALT-L", 199, "hmalt"),
    _laptop("OSTEINER-L", 200, "osteiner"),
    _laptop("IKEGEL-L", 201, "ikegel"),
)

WINDOWS_SERVERS = (
    Host("FRTH-DC01", "windows", DNS_SERVER),
    Host("FRTH-FS01", "windows", "192.168.9.10"),
    Host("FRTH-SEPM01", "windows", "192.168.9.11"),
    Host("FRTH-WSUS01", "windows", "192.168.9.12"),
    Host("FRTH-BKUP01", "windows", "192.168.9.13"),
    Host("FRTH-APP01", "windows", "192.168.9.14"),
)

LINUX_SERVERS = (
    Host("hoth", "linux", "192.168.9.30"),
    Host("mars", "linux", "192.168.9.31"),
    Host("matar", "linux", "192.168.9.32"),
    Host("gacrux", "linux", "192.168.9.33"),
    Host("brewertalk-web", "linux", "192.168.9.34"),
    Host("brewertalk-db", "linux", "192.168.9.35"),
    Host("splunk01", "linux", "192.168.9.40"),
)

FIREWALL = Host("FRTH-ASA01", "asa", "192.168.9.1")

HOSTS = {host.name: host for host in (*LAPTOPS, *WINDOWS_SERVERS, *LINUX_SERVERS, FIREWALL)}

"""Mail of the day: colleagues, partners, newsletters, spam, and mail that only looks bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw
from preview.generator.facts import Mail
from preview.generator.organisation import DOMAIN, PEOPLE

if TYPE_CHECKING:
    from random import Random

    from preview.generator.scene import Scene

_INSIDE = (
    "Re: Tap room schedule",
    "Minutes of the brew meeting",
    "Re: keg inventory",
    "Lunch?",
    "Hop contracts 2019",
    "Re: label proof",
    "IoT sensor in tank 4",
    "Vacation next week",
    "Improved brewertalk.com - check it out!",
    "Postmortem on our issue with brewertalk",
    "I'm making some great changes to brewertalk!",
    "Re: distributor visit on Thursday",
)
_PARTNERS = (
    ("orders@yakimahops.example.com", "149.72.10.5", "Order confirmation 40981"),
    ("sales@maltingco.example.com", "209.85.220.41", "Re: pilsner malt, August delivery"),
    ("support@aws.amazon.com", "54.240.8.20", "Amazon Web Services: New Support case: 5244329601"),
    (
        "noreply@github.com",
        "192.30.253.112",
        "[FrothlyBeers/BrewingIOT] Aws apikey exposed on GitHub",
    ),
    ("kathy@distributor.example.com", "209.85.220.41", "Re: cases for Labor Day"),
    ("invoices@bottles.example.com", "149.72.10.5", "Invoice 20183"),
)
_NEWSLETTERS = (
    ("news@brewersassociation.example.org", "205.201.128.20", "This week in craft beer"),
    ("deals@brewgear.example.com", "198.2.128.10", "End of summer: 20% off fermenters"),
    ("digest@slack.com", "167.89.100.5", "Your weekly Slack digest"),
)
_SPAM = (
    ("winner@lottery.example.net", "118.123.15.142", "You have been selected"),
    ("dr.lee@pharma.example.net", "122.228.19.80", "Discount medication online"),
)
_COUNT = 663
"""With the mail of the attack this makes the 711 traces of the write-ups."""


class Post:
    """Sends mail with identifiers of its own."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.rng: Random = draw.stream("benign mail")
        self.sent = 0

    def send(
        self,
        time: float,
        sender: str,
        address: str,
        subject: str,
        recipients: list[str],
        size: int,
        status: str = "Delivered",
    ) -> None:
        """Send one message to some recipients."""
        identifier = f"<{draw.guid(self.rng)}@{sender.partition('@')[2]}>"
        for number, recipient in enumerate(recipients):
            self.sent += 1
            self._scene.cloud.mail(
                Mail(
                    time + number * 0.11,
                    sender,
                    recipient,
                    subject,
                    size,
                    status,
                    identifier,
                    draw.guid(self.rng),
                    address,
                )
            )


def tell(scene: Scene) -> None:
    """Let the day's mail flow."""
    post = Post(scene)
    rng = post.rng
    everybody = [person.mail for person in PEOPLE.values()]
    _look_bad(post, everybody)
    for sender, address, subject in _NEWSLETTERS:
        post.send(
            clock.at("06:30:00") + rng.uniform(0, 9000),
            sender,
            address,
            subject,
            rng.sample(everybody, 9),
            rng.randrange(40_000, 90_000),
        )
    for number in range(40):
        sender, address, subject = rng.choice(_SPAM)
        status = "FilteredAsSpam" if number % 4 else "Quarantined"
        post.send(
            clock.DAY_START + rng.uniform(600, 85_000),
            sender,
            address,
            f"{subject} #{rng.randrange(1000, 9999)}",
            [rng.choice(everybody)],
            rng.randrange(3_000, 12_000),
            status,
        )
    for time in draw.in_business_hours(rng, 150):
        sender, address, subject = rng.choice(_PARTNERS)
        post.send(
            time, sender, address, subject, [rng.choice(everybody)], rng.randrange(8_000, 400_000)
        )
    for time in draw.in_business_hours(rng, 60):
        outside, address, subject = rng.choice(_PARTNERS)
        post.send(
            time,
            rng.choice(everybody),
            address,
            f"Re: {subject}",
            [outside],
            rng.randrange(6_000, 60_000),
        )
    while post.sent < _COUNT:
        writer, *readers = rng.sample(everybody, min(rng.randrange(2, 5), 1 + _COUNT - post.sent))
        time = rng.choice(draw.in_business_hours(rng, 3))
        post.send(
            time,
            writer,
            "96.82.100.20",
            rng.choice(_INSIDE),
            readers,
            rng.randrange(5_000, 120_000),
        )


def _look_bad(post: Post, everybody: list[str]) -> None:
    """Send what resembles the lures: announcements to all, mail quarantined and sent again."""
    people = [f"{account}@{DOMAIN}" for account in ("hmalt", "btun", "gdumont")]
    post.send(
        clock.at("13:10:00"),
        f"ghoppy@{DOMAIN}",
        "96.82.100.20",
        "Friday tap takeover: who is in?",
        everybody[:-1],
        18_220,
    )
    hops, address = "contracts@yakimahops.example.com", "149.72.10.5"
    subject = "Hop contract renewal 2019"
    post.send(clock.at("11:02:40"), hops, address, subject, people[:1], 312_400, "Quarantined")
    post.send(clock.at("11:31:05"), hops, address, subject, people[:1], 322_116)
    bottles, address = "invoices@bottles.example.com", "149.72.10.5"
    post.send(
        clock.at("14:20:11"), bottles, address, "Invoice 20177", people[1:2], 88_010, "Quarantined"
    )
    post.send(clock.at("15:40:52"), bottles, address, "Invoice 20177", people[2:], 88_010)

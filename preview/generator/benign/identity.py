"""Sign-ins of a working day, with the pairs that a naive impossible-travel search reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, List

from preview.generator import clock, draw
from preview.generator.facts import Failure, SignIn
from preview.generator.organisation import OFFICE_ADDRESS, PEOPLE, Person

if TYPE_CHECKING:
    from preview.generator.scene import Scene

APPLICATIONS = (
    "Office 365 Exchange Online",
    "Office 365 SharePoint Online",
    "Office 365 Portal",
    "Microsoft Office",
    "Microsoft App Access Panel",
)
WRONG_PASSWORD = Failure(
    50126,
    "Invalid username or password or Invalid on-premise username or password.",
    "InvalidUserNameOrPassword",
)

_REMOTE = ("bgist", "mvalitus", "gdumont")
"""These never come to the office: they have one address all day."""

_AWAY = {
    "fyodor": ("10:05:00", "11:45:00"),
    "bgist": ("09:35:00", "10:40:00"),
    "bstoll": ("09:05:00", "09:55:00"),
    "btun": ("09:05:00", "09:45:00"),
    "klagerfield": ("10:40:00", "11:25:00"),
}
"""While somebody else uses their account they happen not to sign in."""

_MOBILE = (("fyodor", 5), ("bstoll", 1), ("ghoppy", 1), ("jwortoski", 1), ("rstave", 1))
"""Sign-ins on the same device minutes later, over the mobile network."""

_PHONE = ";Ios 11.4;Mobile Safari 11.0;"

_FUMBLES = ("ghoppy", "mvalitus")


def tell(scene: Scene) -> None:
    """Let everybody sign in through the day."""
    rng = draw.stream("benign identity")

    def sign_in(
        time: float, person: Person, address: str, *, failure: bool = False, device: str = ""
    ) -> None:
        scene.cloud.sign_in(
            SignIn(
                round(time, 3),
                person,
                address,
                device or person.device,
                rng.choice(APPLICATIONS),
                draw.guid(rng),
                WRONG_PASSWORD if failure else None,
            )
        )

    mobile = dict(_MOBILE)
    for person in PEOPLE.values():
        base = person.home if person.account in _REMOTE else OFFICE_ADDRESS
        phone = _PHONE if person.account == "osteiner" else ""
        sign_in(clock.at("07:10:00") + rng.uniform(0, 2400), person, person.home, device=phone)
        slots = _slots(person)
        for number, slot in enumerate(slots):
            time = slot + rng.uniform(0, 420)
            if person.account in _FUMBLES and number == 2:
                sign_in(time - rng.uniform(15, 40), person, base, failure=True)
            sign_in(time, person, base)
            if number < mobile.get(person.account, 0):
                sign_in(time + rng.uniform(120, 480), person, person.home)
        if person.account == "bgist":
            sign_in(clock.at("09:50:17"), person, person.home)


def _slots(person: Person) -> List[float]:
    start, end = (clock.at(time) for time in _AWAY.get(person.account, ("00:00:00", "00:00:00")))
    count = 8 if person.account == "bgist" else 9
    slots = [clock.at("08:20:00") + 2700 * number for number in range(14)]
    return [slot for slot in slots if not start <= slot <= end][:count]

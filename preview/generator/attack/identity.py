"""Stolen accounts: sign-ins from three hosting networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from preview.generator import clock, draw
from preview.generator.benign.identity import WRONG_PASSWORD
from preview.generator.facts import Failure, SignIn
from preview.generator.internet import HONG_KONG, LATITUDE, NETMINDERS
from preview.generator.organisation import CHROME, PEOPLE

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.scene import Scene

_EXPIRED = Failure(
    50055, "Invalid password, entered expired password.", "UserAccountPasswordExpired"
)
_ODD_BROWSER = ";;aBrowser 3.5;"
_OLD_BROWSER = ";Windows 7;IE 10.0;"
_LINUX = ";Linux;Firefox 52.0;"


def tell(scene: Scene) -> None:
    """Sign in as five people."""
    rng = draw.stream("attack identity")

    def sign_in(
        time: float,
        account: str,
        origin: str,
        device: str,
        stories: Stories,
        failure: Optional[Failure] = None,
    ) -> None:
        fact = SignIn(
            round(time, 3),
            PEOPLE[account],
            origin,
            device,
            "Office 365 Portal",
            draw.guid(rng),
            failure,
        )
        korean = ("ko_kp_agent",) if device == _ODD_BROWSER else ()
        scene.cloud.sign_in(fact, stories, korean)

    everywhere = ("rare_signin", "shared_address")
    for number in range(2):
        sign_in(
            clock.at("09:18:30") + 41 * number, "btun", LATITUDE, CHROME, everywhere, WRONG_PASSWORD
        )
    sign_in(clock.at("09:21:05"), "bstoll", LATITUDE, CHROME, everywhere, WRONG_PASSWORD)
    for time in ("09:23:40", "09:26:02", "09:29:51", "09:35:27", "09:39:14"):
        sign_in(clock.at(time), "bstoll", LATITUDE, CHROME, everywhere)

    abroad = (*everywhere, "rare_device", "first_country")
    sign_in(clock.at("09:51:09"), "bgist", HONG_KONG, _ODD_BROWSER, (*abroad, "impossible_travel"))
    for number in range(18):
        when = clock.at("09:52:10") + 88 * number + rng.uniform(0, 40)
        sign_in(when, "bgist", HONG_KONG, _ODD_BROWSER, abroad)
    for number in range(8):
        when = clock.at("10:25:00") + 190 * number + rng.uniform(0, 60)
        sign_in(when, "fyodor", HONG_KONG, _OLD_BROWSER, abroad)

    guessing = (*abroad, "failures_then_success")
    for number, failure in enumerate([WRONG_PASSWORD] * 4 + [_EXPIRED] + [None] * 4):
        when = clock.at("10:58:12") + 47 * number + rng.uniform(0, 9)
        sign_in(when, "klagerfield", NETMINDERS, _LINUX, guessing, failure)
    for number in range(5):
        when = clock.at("11:14:30") + 170 * number + rng.uniform(0, 30)
        sign_in(when, "fyodor", NETMINDERS, _LINUX, abroad)

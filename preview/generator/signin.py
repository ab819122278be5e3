"""Azure AD sign-ins, ``ms:aad:signin``: the ``signinEvents`` of the Azure AD Graph API of 2018.

Field names: the public write-ups of BOTSv3.
"""

from __future__ import annotations

import json

from preview.generator import clock
from preview.generator.event import Feed
from preview.generator.facts import Place, SignIn
from preview.generator.organisation import DOMAIN, stable_guid

FEED = Feed("signin", f"/tenantdomains/{DOMAIN}", "ms:aad:signin")

_SAN_FRANCISCO = Place("San Francisco", "California", "US", 37.77, -122.42)
_DENVER = Place("Denver", "Colorado", "US", 39.74, -104.99)
_VANCOUVER = Place("Vancouver", "British Columbia", "CA", 49.25, -123.12)
_TORONTO = Place("Toronto", "Ontario", "CA", 43.65, -79.38)
_HONG_KONG = Place("Hong Kong", "", "HK", 22.28, 114.15)

_PLACES = {
    "104.207.83.63": _HONG_KONG,
    "157.97.121.5": _DENVER,
    "157.97.121.132": _DENVER,
    "199.66.91.253": _VANCOUVER,
    "24.85.10.4": _VANCOUVER,
    "99.224.10.20": _TORONTO,
    "73.95.130.21": _DENVER,
    "73.95.144.80": _DENVER,
}


def render(signin: SignIn) -> str:
    """Write one sign-in."""
    place = _PLACES.get(signin.address, _SAN_FRANCISCO)
    failure = signin.failure
    return json.dumps(
        {
            "id": signin.identifier,
            "signinDateTime": clock.iso_ticks(signin.time) + "Z",
            "signinDateTimeInMillis": round(signin.time * 1000),
            "userDisplayName": signin.person.name,
            "userPrincipalName": signin.person.mail,
            "userId": signin.person.object_id,
            "appId": stable_guid(signin.application),
            "appDisplayName": signin.application,
            "ipAddress": signin.address,
            "loginStatus": "Failure" if failure else "Success",
            "deviceInformation": signin.device,
            "location": {"city": place.city, "state": place.state, "country": place.country},
            "geoCoordinates": {"latitude": place.latitude, "longitude": place.longitude},
            "mfaRequired": False,
            "mfaResult": None,
            "mfaAuthMethod": None,
            "mfaAuthDetail": None,
            "failureReason": failure.reason if failure else None,
            "signinErrorCode": failure.code if failure else 0,
        }
    )

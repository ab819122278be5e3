"""The message trace of the Office 365 Reporting Web Service, ``ms:o365:reporting:messagetrace``.

The service calls the time ``Received``; searches on BOTSv3 that return rows use ``DateReceived``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from preview.generator import clock
from preview.generator.event import Feed
from preview.generator.organisation import DOMAIN, TENANT

if TYPE_CHECKING:
    from preview.generator.facts import Mail

FEED = Feed("messagetrace", "ms_o365_message_trace", "ms:o365:reporting:messagetrace")


def render(mail: Mail, serial: int) -> str:
    """Write the trace of one message to one recipient."""
    outgoing = not mail.recipient.endswith("@" + DOMAIN)
    return json.dumps(
        {
            "Organization": TENANT,
            "MessageId": mail.identifier,
            "DateReceived": clock.iso_ticks(mail.time),
            "SenderAddress": mail.sender,
            "RecipientAddress": mail.recipient,
            "Subject": mail.subject,
            "Status": mail.status,
            "ToIP": mail.address if outgoing else None,
            "FromIP": None if outgoing else mail.address,
            "Size": mail.size,
            "MessageTraceId": mail.trace,
            "StartDate": "2018-08-20T00:00:00Z",
            "EndDate": "2018-08-21T00:00:00Z",
            "Index": serial - 1,
        }
    )

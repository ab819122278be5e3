"""Office 365: sign-ins, the unified audit log, the message trace."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, List

from preview.generator import messagetrace, signin, stream, unified_audit
from preview.generator.organisation import DOMAIN
from preview.generator.sensors.network import PROBE

if TYPE_CHECKING:
    from preview.generator.event import Ledger, Stories
    from preview.generator.facts import Mail, SignIn
    from preview.generator.unified_audit import Activity

COLLECTOR = "splunk01"
"""The host that fetches the logs of Office 365."""


class CloudSensors:
    """Show what happens in Office 365 to its logs."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.mails: List[Mail] = []

    def sign_in(self, fact: SignIn, stories: Stories = (), only_in_audit: Stories = ()) -> None:
        """Let Azure AD see a sign-in, and the audit log repeat it with the user agent."""
        self.ledger.add(signin.FEED, fact.time, COLLECTOR, lambda _: signin.render(fact), stories)
        self.audit(unified_audit.logon(fact), (*stories, *only_in_audit))

    def audit(self, fact: Activity, stories: Stories = ()) -> None:
        """Let the audit log see something done."""
        self.ledger.add(
            unified_audit.FEED,
            fact.time,
            COLLECTOR,
            partial(unified_audit.render, fact),
            stories,
        )

    def mail(self, fact: Mail, stories: Stories = (), attachment: str = "") -> None:
        """Let the message trace see a message, and the probe when one side is outside."""
        self.mails.append(fact)
        self.ledger.add(
            messagetrace.FEED, fact.time, COLLECTOR, partial(messagetrace.render, fact), stories
        )
        inside = [name.endswith("@" + DOMAIN) for name in (fact.sender, fact.recipient)]
        if not all(inside):
            self.ledger.add(
                stream.SMTP, fact.time, PROBE, lambda _: stream.smtp(fact, attachment), stories
            )

"""``vtcheck`` at work with no VirusTotal and no Splunk: both are simulated on this machine."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, List

from preview.scratch_app import copy_app
from preview.splunkd.rest import Stores
from preview.splunkd.server import serve as serve_splunkd
from preview.splunkd.sessions import ADMIN
from preview.virustotal.incident import INTERNAL_DOMAINS, VALUES, incident
from preview.virustotal.server import serve as serve_virustotal
from preview.virustotal.service import Service
from preview.wire import Session, pipe

if TYPE_CHECKING:
    from preview.body import Event

TITLE = "Verdicts of a simulated VirusTotal: invented, and nothing left this machine."
FIELDS = ("what", "value", "vt_status", "vt_verdict", "vt_ratio", "vt_label", "vt_error")


def incident_verdicts() -> List[Event]:
    """Return what ``vtcheck`` adds to the values of the sample's incident.

    :raises preview.wire.CommandFailed: the command refused to run.
    """
    api_key = secrets.token_hex(32)
    service = Service(api_key, per_minute=0)
    for report in incident():
        service.add(report)
    with tempfile.TemporaryDirectory() as folder, serve_virustotal(service) as base_url:
        settings = {
            "base_url": base_url,
            "internal_domains": INTERNAL_DOMAINS,
            # More than the public tier's, so that the whole table has verdicts.
            "quota_minute": "0",
        }
        app = copy_app(Path(folder), {"virustotal": settings})
        stores = Stores(app)
        stores.sessions.users["preview"] = ADMIN
        stores.passwords.set("huntpipe", "virustotal_api_key", api_key)
        with serve_splunkd(stores) as splunkd_uri:
            session = Session(session_key="preview", splunkd_uri=splunkd_uri)
            events: List[Event] = [{"what": what, "value": value} for what, value in VALUES]
            return pipe("vtcheck", ["value"], events, session=session, app=app).events

"""Splunk Stream: what a probe on the network sees, as JSON.

Field names: Splunk Stream documentation, "Protocol fields" for ip, http, dns and smtp.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict

from preview.generator import clock
from preview.generator.event import Feed
from preview.generator.organisation import DNS_SERVER, DOMAIN, MAIL_GATEWAY, stable_guid

if TYPE_CHECKING:
    from preview.generator.facts import Connection, Lookup, Mail, Request

IP = Feed("stream_ip", "stream:ip", "stream:ip")
HTTP = Feed("stream_http", "stream:http", "stream:http")
DNS = Feed("stream_dns", "stream:dns", "stream:dns")
SMTP = Feed("stream_smtp", "stream:smtp", "stream:smtp")

_PROTOCOL_NUMBERS = {"tcp": 6, "udp": 17}


def ip(flow: Connection) -> str:
    """Write the flow as a whole."""
    event = {
        **_times(flow),
        "dest_ip": flow.destination,
        "dest_port": flow.destination_port,
        "packets_in": 1 + flow.sent // 900,
        "packets_out": 1 + flow.received // 1300,
        "protocol": flow.transport.upper(),
        "protoid": _PROTOCOL_NUMBERS[flow.transport],
        "src_ip": flow.source,
        "src_port": flow.source_port,
        "version": 4,
    }
    return json.dumps(event)


def http(flow: Connection, request: Request) -> str:
    """Write one request and its reply in clear text."""
    length = len(request.body)
    headers = [f"{request.method} {request.path} HTTP/1.1", f"Host: {request.host}"]
    if request.agent:
        headers.append(f"User-Agent: {request.agent}")
    if request.referrer:
        headers.append(f"Referer: {request.referrer}")
    if length:
        headers += [
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {length}",
        ]
    event = {
        **_times(flow),
        "dest_headers": f"HTTP/1.1 {request.status}\r\nContent-Type: {request.content_type}\r\n"
        f"Content-Length: {flow.received}\r\n\r\n",
        "dest_ip": flow.destination,
        "dest_port": flow.destination_port,
        "flow_id": _flow_id(flow),
        "http_content_length": flow.received,
        "http_content_type": request.content_type,
        "http_method": request.method,
        "http_referrer": request.referrer,
        "http_user_agent": request.agent,
        "protocol_stack": "ip:tcp:http",
        "site": request.host,
        "src_headers": "\r\n".join(headers) + "\r\n\r\n",
        "src_ip": flow.source,
        "src_port": flow.source_port,
        "status": request.status,
        "transport": "tcp",
        "uri": request.path,
        "uri_path": request.path.partition("?")[0],
        "uri_query": request.path.partition("?")[2],
        "url": f"http://{request.host}{request.path}",
    }
    if request.body:
        event["form_data"] = request.body
    if request.reply:
        event["dest_content"] = request.reply
    return json.dumps(event)


def dns(lookup: Lookup) -> str:
    """Write one question with its answers."""
    found = bool(lookup.answers)
    event = {
        "endtime": clock.iso_micros(lookup.time + 0.02),
        "timestamp": clock.iso_micros(lookup.time),
        "bytes": 96 + 16 * len(lookup.answers) + 2 * len(lookup.name),
        "dest_ip": DNS_SERVER,
        "dest_port": 53,
        "flow_id": stable_guid(f"dns {lookup.client} {lookup.time} {lookup.name}"),
        "host_addr": list(lookup.answers),
        "message_type": ["QUERY", "RESPONSE"],
        "name": [lookup.name] * len(lookup.answers),
        "protocol_stack": "ip:udp:dns",
        "query": [lookup.name],
        "query_type": ["A"],
        "reply_code": "NoError" if found else "NXDomain",
        "reply_code_id": 0 if found else 3,
        "src_ip": lookup.client,
        "src_port": 49152 + round(lookup.time * 1000) % 16000,
        "time_taken": 20000,
        "transport": "udp",
    }
    return json.dumps(event)


def smtp(mail: Mail, attachment: str) -> str:
    """Write one message on its way through the gateway."""
    outgoing = mail.sender.endswith("@" + DOMAIN)
    event = {
        "endtime": clock.iso_micros(mail.time + 0.6),
        "timestamp": clock.iso_micros(mail.time),
        "attach_filename": [attachment] if attachment else [],
        "bytes": mail.size,
        "dest_ip": mail.address if outgoing else MAIL_GATEWAY,
        "dest_port": 25,
        "flow_id": stable_guid(f"smtp {mail.trace}"),
        "msg_id": mail.identifier,
        "protocol_stack": "ip:tcp:smtp",
        "receiver": [mail.recipient],
        "sender": mail.sender,
        "src_ip": MAIL_GATEWAY if outgoing else mail.address,
        "src_port": 20000 + mail.size % 30000,
        "subject": mail.subject,
        "transport": "tcp",
    }
    return json.dumps(event)


def _times(flow: Connection) -> Dict[str, Any]:
    return {
        "endtime": clock.iso_micros(flow.time + flow.duration),
        "timestamp": clock.iso_micros(flow.time),
        "bytes": flow.sent + flow.received,
        "bytes_in": flow.sent,
        "bytes_out": flow.received,
        "time_taken": round(flow.duration * 1_000_000),
    }


def _flow_id(flow: Connection) -> str:
    return stable_guid(f"flow {flow.time} {flow.source}:{flow.source_port}")

"""Finds the names and values of EventData by an expression and sends the events back unchanged."""

import re
import sys

find_data = re.compile(r"<Data Name='(\w+)'>([^<]*)<").findall
first = True
while header := sys.stdin.buffer.readline():
    _, metadata, body = header.split(b",")
    metadata = sys.stdin.buffer.read(int(metadata))
    body = sys.stdin.buffer.read(int(body))
    find_data(body.decode("utf-8", "replace"))
    metadata = b'{"type":"streaming"}' if first else b'{"finished":false}'
    first = False
    sys.stdout.buffer.write(b"chunked 1.0,%d,%d\n" % (len(metadata), len(body)) + metadata)
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()

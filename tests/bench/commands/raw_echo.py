"""Sends the bytes back: the limit that the pipe sets."""

import sys

first = True
while header := sys.stdin.buffer.readline():
    _, metadata, body = header.split(b",")
    metadata = sys.stdin.buffer.read(int(metadata))
    body = sys.stdin.buffer.read(int(body))
    metadata = b'{"type":"streaming"}' if first else b'{"finished":false}'
    first = False
    sys.stdout.buffer.write(b"chunked 1.0,%d,%d\n" % (len(metadata), len(body)) + metadata)
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()

"""Reads and writes every row with the csv module: what any parsing of events costs at least."""

import csv
import io
import sys

csv.field_size_limit(sys.maxsize)
first = True
while header := sys.stdin.buffer.readline():
    _, metadata, body = header.split(b",")
    metadata = sys.stdin.buffer.read(int(metadata))
    text = sys.stdin.buffer.read(int(body)).decode("utf-8", "replace")
    out = io.StringIO()
    csv.writer(out).writerows(csv.reader(io.StringIO(text)))
    body = out.getvalue().encode()
    metadata = b'{"type":"streaming"}' if first else b'{"finished":false}'
    first = False
    sys.stdout.buffer.write(b"chunked 1.0,%d,%d\n" % (len(metadata), len(body)) + metadata)
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()

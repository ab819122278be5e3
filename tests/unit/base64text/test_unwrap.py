from __future__ import annotations

import base64
import gzip
import hashlib
import zlib
from typing import Callable

import pytest

from huntpipe.base64text.budget import Limits
from huntpipe.base64text.unwrap import Unwrapped, Unwrapper
from tests.unit.base64text.samples import CRADLE, binary, command, deflated, plain

BLOB = command(CRADLE)
SHORT = command("dir")
PE = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(20)


def of(*texts: str, mode: str = "auto", **limits: int) -> Unwrapped:
    return Unwrapper(mode, Limits(**limits))(texts)


def pieces(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


@pytest.mark.parametrize(
    "line",
    [
        *(f"powershell -{'encodedcommand'[:length]} {SHORT}" for length in range(1, 15)),
        f"powershell -ec {SHORT}",
        f"powershell /enc {SHORT}",
        f"powershell \u2013enc {SHORT}",
        f"powershell \u2014EncodedCommand {SHORT}",
        f"powershell \u2015e {SHORT}",
        f"PowerShell -eNcOdEdCoMmAnD {SHORT}",
        f"powershell -enc:{SHORT}",
        f'powershell -enc "{SHORT}"',
        f'powershell "-enc" "{SHORT}"',
        f'pow"er"shell -e"nc" {SHORT}',
        f'cmd /c "powershell -enc {SHORT}"',
        f"p^o^w^e^r^s^h^e^l^l -^e^n^c {'^'.join(SHORT)}",
        f"powershell -e`n`c {SHORT}",
        f"powershell,-enc\t{SHORT}",
        f'powershell -enc "{SHORT[:4]}""{SHORT[4:]}"',
    ],
)
def test_every_way_to_write_encodedcommand(line: str) -> None:
    found = of(line)
    assert [(finding.decoded, finding.chain) for finding in found.findings] == [
        ("dir", "base64>utf-16le")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"[Convert]::FromBase64String('{plain('dir c:')}')",
        f'[Convert]::FromBase64String( "{plain("dir c:")}" )',
        f"[Convert]::('FromBase'+'64String').Invoke('{plain('dir c:')}')",
        f"FromBase64String(&quot;{plain('dir c:')}&quot;)",
        f"FromBase64String(\\u0022{plain('dir c:')}\\u0022)",
        f'FromBase64String(\\"{plain("dir c:")}\\")',
        f"FromBase64String(\u201c{plain('dir c:')}\u201d)",
        f"data:text/plain;base64,{plain('dir c:')}",
        f"echo {plain('dir c:')} | base64 -d | sh",
        f"base64 --decode <<< {plain('dir c:')}",
        f'eval(atob("{plain("dir c:")}"))',
        f"exec(base64.b64decode(b'{plain('dir c:')}'))",
        *(
            f"{name}('{plain('dir c:')}')"
            for name in (
                "FROMBASE64STRING",
                "b64decode",
                "B64DECODE",
                "decode_64",
                "DECODE_64",
                "Base64Decode",
            )
        ),
    ],
)
def test_every_other_marker_allows_eight_characters(text: str) -> None:
    assert [finding.decoded for finding in of(text).findings] == ["dir c:"]


@pytest.mark.parametrize(
    "text",
    [
        f"x {BLOB} y",
        f"x={BLOB.rstrip('=')}&y=1",
        f"http://example.org/gate/{plain(CRADLE)}",
        "^".join(BLOB),
        "$a='" + "'+'".join(pieces(BLOB, 4)) + "'",
        "$a='" + "' + '".join(pieces(BLOB, 7)) + "'",
        'a="' + '" & "'.join(pieces(BLOB, 5)) + '"',
        'a="' + '" & _\r\n    "'.join(pieces(BLOB, 50)) + '"',
        's = "' + '"\r\ns = s & "'.join(pieces(BLOB, 50)) + '"',
        '$s="' + '"; $s += "'.join(pieces(BLOB, 50)) + '"',
        *("$a='" + joint.join(pieces(BLOB, 8)) + "'" for joint in ("'.'", "'; $a .= '", "''")),
        *('$a="' + joint.join(pieces(BLOB, 8)) + '"' for joint in ('"."', '""')),
        "\n".join(pieces(BLOB, 76)),
        "key:\r\n" + "\r\n".join(pieces(BLOB, 20)) + "\r\nthanks",
        '{"x":"' + "\\r\\n".join(pieces(BLOB, 64)) + '"}',
        "FromBase64String('" + "\n   ".join(pieces(BLOB, 33)) + "')",
        "".join(f"\\x{ord(character):02x}" for character in BLOB),
        "".join(f"\\u{ord(character):04X}" for character in BLOB),
        "".join(f"%{ord(character):02X}" for character in BLOB),
        "".join(f"&#{ord(character)};" for character in BLOB),
    ],
)
def test_disguises_of_a_payload(text: str) -> None:
    assert [finding.decoded for finding in of(text).findings] == [CRADLE]


def test_url_safe_alphabet() -> None:
    text = "what? <<???>>> ÿþ ~~~ yes"
    run = base64.urlsafe_b64encode(text.encode()).decode()
    assert "_" in run
    assert [finding.decoded for finding in of(f"t={run.rstrip('=')}").findings] == [text]


@pytest.mark.parametrize(
    ("data", "chain"),
    [
        (gzip.compress(CRADLE.encode(), mtime=0), "base64>gzip>utf-8"),
        (zlib.compress(CRADLE.encode()), "base64>zlib>utf-8"),
        (deflated(CRADLE.encode()), "base64>deflate>utf-8"),
        (
            gzip.compress(zlib.compress(CRADLE.encode("utf-16-le")), mtime=0),
            "base64>gzip>zlib>utf-16le",
        ),
        (CRADLE.encode("utf-16-be"), "base64>utf-16be"),
        (CRADLE.encode("utf-8-sig"), "base64>utf-8"),
        (CRADLE.encode(), "base64>utf-8"),
    ],
)
def test_layers_without_a_marker(data: bytes, chain: str) -> None:
    found = of(f"x {binary(data)} y")
    assert [(finding.decoded, finding.chain) for finding in found.findings] == [(CRADLE, chain)]


def test_a_text_goes_before_what_is_inside_it() -> None:
    inner = f"iex FromBase64String('{binary(gzip.compress(CRADLE.encode()))}')"
    found = of(
        f"{plain('first one here')} powershell -enc {command(inner)} {plain('the last one')}"
    )
    assert [(finding.decoded, finding.chain) for finding in found.findings] == [
        ("first one here", "base64>utf-8"),
        (inner, "base64>utf-16le"),
        (CRADLE, "base64>utf-16le>base64>gzip>utf-8"),
        ("the last one", "base64>utf-8"),
    ]


def test_hashes_are_those_of_the_innermost_bytes() -> None:
    data = CRADLE.encode("utf-16-le")
    (finding,) = of(binary(gzip.compress(data))).findings
    assert finding.md5 == hashlib.md5(data).hexdigest()  # noqa: S324  what vtcheck looks up
    assert finding.sha256 == hashlib.sha256(data).hexdigest()


def test_the_payload_is_shown_up_to_256_characters() -> None:
    (finding,) = of(command(CRADLE * 5)).findings
    assert finding.payload == command(CRADLE * 5)[:256]


def test_a_file_is_described_and_hashed() -> None:
    (finding,) = of(f"x {binary(PE)} y").findings
    assert (finding.decoded, finding.chain, finding.kind) == ("[pe, 88 bytes]", "base64", "pe")
    assert finding.sha256 == hashlib.sha256(PE).hexdigest()


def test_unknown_bytes_count_only_where_they_are_announced() -> None:
    run = binary(hashlib.sha512(b"x").digest())
    assert of(f"integrity {run}").findings == ()
    (finding,) = of(f"FromBase64String('{run}')").findings
    assert (finding.decoded, finding.kind) == ("[data, 64 bytes]", "data")


@pytest.mark.parametrize(
    "text",
    [
        "powershell -enc $x",
        "FromBase64String($x)",
        "FromBase64String($encodedScriptVariable)",
        "cmd /c echo -enc notbase64!!",
        "grep -e Username -e Password1 -e TestCase12 file",
        "-Encoding UTF8 -Path C:\\temp\\out.txt",
        "MicrosoftWindowsPowerShellOperational",
        "VEJPU6O0OEJ0TGU5",
        "XyItemEvent-Item",
        "RemoteSet-SetConfig",
        f"x {plain('some thing good')[:17]}",
        "SYSTEMCURRENTCONTROLSETSERVICES",
        "d41d8cd98f00b204e9800998ecf8427e",
        "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
        "{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
        "A" * 60,
        "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run",
        "bmpybmpybmpybmpybmpy",
        "dGhpcw",
    ],
)
def test_look_alikes_are_no_payloads(text: str) -> None:
    assert of(text) == Unwrapped((), "none")


def test_padding_counts_behind_a_marker() -> None:
    assert [finding.decoded for finding in of(f"powershell -e {command('ls')}").findings] == ["ls"]


def test_a_shorter_minlength_finds_shorter_runs() -> None:
    assert of(f"x {SHORT} y").status == "none"
    assert of(f"x {SHORT} y", minlength=8).findings[0].decoded == "dir"


def test_whole_takes_any_bytes_of_any_length_but_nothing_else() -> None:
    assert of(" aGVs\nbG8= ", mode="whole").findings[0].decoded == "hello"
    assert of(binary(b"\x01\x02\x03\xff"), mode="whole").findings[0].kind == "data"
    assert of(f"x: {BLOB}", mode="whole").status == "none"


def test_auto_reads_a_value_with_blanks_inside_and_scan_does_not() -> None:
    spaced = " ".join(pieces(BLOB, 30))
    assert [finding.decoded for finding in of(spaced).findings] == [CRADLE]
    assert [finding.decoded for finding in of(spaced, mode="scan").findings] != [CRADLE]


@pytest.mark.parametrize("end", ["???", ">>>"])
def test_blanks_stand_in_no_url_safe_run(end: str) -> None:
    run = base64.urlsafe_b64encode(
        b"what is it to you, and why, then" + end.encode() + b" "
    ).decode()
    assert of(run).status == "decoded"
    assert of(" ".join(pieces(run, 12))).status == "none"


def test_bytes_in_pieces_are_folded_as_usual() -> None:
    run = binary(zlib.compress(CRADLE.encode()))
    assert 76 < len(run) < 2 * 76
    assert [finding.decoded for finding in of("\n".join(pieces(run, 76))).findings] == [CRADLE]
    uneven = " ".join([run[:12], run[12:22], *pieces(run[22:], 11)])
    assert of(uneven).status == "none"


def test_a_payload_that_two_markers_announce_is_one() -> None:
    found = of(f"data:text/plain;base64,{plain('dir c:')} | base64 -d")
    assert [finding.decoded for finding in found.findings] == ["dir c:"]


def test_several_texts_give_one_list_in_order() -> None:
    found = of(plain("the first text"), "", "nothing here", plain("the second text"))
    assert [finding.decoded for finding in found.findings] == ["the first text", "the second text"]
    assert found.status == "decoded"
    assert len(of(BLOB, BLOB).findings) == 2


@pytest.mark.parametrize("texts", [(), ("",), ("", "")])
def test_no_text_is_empty(texts: tuple[str, ...]) -> None:
    assert of(*texts) == Unwrapped((), "empty")


@pytest.mark.parametrize(
    "text",
    [
        f"powershell -enc {BLOB[:101]}",
        f"powershell -enc {BLOB[:99]}...",
        f"FromBase64String('{binary(gzip.compress(CRADLE.encode(), mtime=0)[:-20])}')",
    ],
)
def test_a_cut_payload_is_read_as_far_as_it_goes(text: str) -> None:
    found = of(text)
    assert found.status == "truncated"
    assert found.findings[0].decoded.startswith("IEX (New-Object Net.WebClient)")


def nested(depth: int) -> str:
    text = CRADLE
    for _ in range(depth):
        text = plain(text)
    return text


def test_depth_is_bounded() -> None:
    assert of(nested(10)).status == "decoded"
    found = of(nested(11))
    assert (found.status, len(found.findings)) == ("limit", 10)
    assert len(of(nested(4), maxdepth=2).findings) == 2


def test_size_is_bounded_over_all_layers() -> None:
    assert of(plain(CRADLE), maxbytes=20) == Unwrapped((), "limit")
    twice = of(nested(2), maxbytes=150)
    assert (twice.status, len(twice.findings)) == ("limit", 1)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_reported_and_not_unpacked(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(50_000_000))
    found = of(f"FromBase64String('{binary(pack(bomb))}')")
    assert found.status == "limit"
    assert found.findings[0].decoded.endswith(f"{len(bomb)} bytes]")


def test_a_high_ratio_is_refused_even_where_the_size_would_do() -> None:
    found = of(binary(gzip.compress(b"A" * 400_000)))
    assert (found.status, found.findings[0].kind) == ("limit", "gzip")


@pytest.mark.parametrize(("piece", "end"), [(" ", "+"), ("\n", ";"), ("\r\n", "x"), ("'+'", "")])
def test_long_texts_around_a_quote_take_no_more_than_linear_time(piece: str, end: str) -> None:
    # In quadratic time this would take minutes.
    assert of("'" + piece * 100_000 + end).status == "none"

r"""Undo what is put around and into a payload to hide it: the text as the shell or script reads it.

Only for finding payloads: paths and other words of the text may change too.
cmd.exe's caret: https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
PowerShell's backtick, dashes and quotes:
https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_special_characters
and about_quoting_rules
"""

from __future__ import annotations

import re

from huntpipe.base64text.run import ALPHABET

_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\x96\x97", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\x91\x92", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\x93\x94", '"'),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_NAMED_ENTITIES = {"quot": '"', "apos": "'", "amp": "&", "lt": "<", "gt": ">", "sol": "/"}
_NAMED_ENTITIES.update(plus="+", equals="=", NewLine="\n")
_ESCAPE = re.compile(
    r"""\\\\?(?-i:u\{?00|x)(?P<hex>[0-9a-f]{2})\}?
    |%(?P<percent>[0-9a-f]{2})
    |&\#(?:x0*(?P<entity>[0-9a-f]{1,2})|0*(?P<decimal>[0-9]{1,3}));
    |&(?P<name>quot|apos|amp|lt|gt|sol|plus|equals|NewLine);""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPED_SLASH = re.compile(rf"(?<=[{ALPHABET}])\\/")
# Behind a run, for \n and \r begin the names of folders too.
_ESCAPED_LINE_BREAK = re.compile(
    rf"(?<=[{ALPHABET}]{{16}})(?:(?:\\r)?\\n|\\r)(?=[{ALPHABET}]{{4}})"
)
# `r`n is a line break; `n may also be an n with a useless backtick, unless a payload goes before.
_BACKTICK = re.compile(rf"(?P<break>`r`n|(?<=[{ALPHABET}]{{16}})`n)|`(?:\r?\n)?")
_CARET = re.compile(r"\^(?:\r?\n)?")
# 'a'+'b', "a" & "b", 'a'.'b', "a" & _<line break>"b", 'a'; $x += 'b', "a"<line break>x = x & "b"
CONCATENATION = r"""(?:\\["']|"|')
    (?:\.|\s*(?:[+&]|&\s_)\s*
      |\s*(?:;\s*)?[$\w]+\s*[+.&]=\s*
      |[ \t]*[\r\n;]\s*(?P<name>[$\w]+)\s*=\s*(?P=name)\s*[+&]\s*)
    \\?["']"""
"""As a verbose regular expression."""
_CONCATENATION = re.compile(CONCATENATION, re.VERBOSE)
_EMPTY_QUOTES = re.compile(r"""(?<=[\w/+-])(?:""|'')(?=[\w/+-])""")
# https://www.rfc-editor.org/rfc/rfc7519 and rfc7516: three or five parts, joined by points.
_JSON_WEB_TOKEN = re.compile(r"\beyJ[\w-]{8,}\.(?:eyJ[\w-]*\.?[\w-]*|[\w-]*(?:\.[\w-]+){1,3})")


def revealed(text: str) -> str:
    """Return the text with the known disguises undone, and without JSON web tokens."""
    if not text.isascii():
        text = text.translate(_LOOK_ALIKES)
    if "^" in text:
        text = _CARET.sub("", text)
    if "`" in text:
        text = _BACKTICK.sub(_backtick, text)
    if "%" in text or "&" in text or "\\u" in text or "\\x" in text:
        text = _ESCAPE.sub(_character, text)
    if "\\/" in text:
        text = _ESCAPED_SLASH.sub("/", text)
    if "\\n" in text or "\\r" in text:
        text = _ESCAPED_LINE_BREAK.sub("\n", text)
    if "+" in text or "&" in text or "'.'" in text or '"."' in text or ".=" in text:
        text = _CONCATENATION.sub("", text)
    if '""' in text or "''" in text:
        text = _EMPTY_QUOTES.sub("", text)
    if "eyJ" in text:
        text = _JSON_WEB_TOKEN.sub(" ", text)
    return text


def _backtick(match: re.Match[str]) -> str:
    """Turn an escaped line break into one; drop any other backtick."""
    return "\n" if match["break"] else ""


def _character(match: re.Match[str]) -> str:
    """Return the character an escape stands for; the escape itself if that is none of ASCII."""
    if match["name"]:
        return _NAMED_ENTITIES.get(match["name"], match.group())
    if match["decimal"]:
        code = int(match["decimal"])
    else:
        code = int(match["hex"] or match["percent"] or match["entity"], 16)
    return chr(code) if code < 0x80 else match.group()

"""Names joined by backslashes, as Windows writes files and registry keys, and where they end.

A name may hold blanks (``Program Files``) and nothing marks the end of a path in a sentence. A
quoted path ends at its quote, one that has a line or an XML element to itself ends with it;
otherwise a blank belongs to a name only if the name is a usual one or every word of it has a
capital, and a further backslash follows.
"""

from __future__ import annotations

import re

_PLAIN = r"[^\\/:*?\"<>|\s,;'`^&\u2018-\u201f]"
_COMPONENT = re.compile(rf"{_PLAIN}{{1,255}}")
_KEY_COMPONENT = re.compile(rf"(?:{_PLAIN}|\*(?=\\)){{1,255}}")
_SEPARATOR = re.compile(r"\\{1,2}|/")
_SPACED = re.compile(r"[^\\/:*?\"<>|\r\n\t;%$`]{1,80}(?=\\)")
_TITLE_WORDS = re.compile(
    r"[\w().&'+!-]+(?: (?:[A-Z0-9(&+-][\w().&'+-]{0,40}|and|of|for|the|to)){1,6}"
)
_USUAL = frozenset(
    (
        *("program files", "program files (x86)", "documents and settings", "common files"),
        *("start menu", "all users", "user data", "default user", "application data"),
        *("local settings", "my documents", "my pictures", "my music", "my videos"),
        *("windows nt", "windows defender", "internet explorer", "temporary internet files"),
        *("microsoft office", "microsoft shared", "web server extensions", "windows media player"),
        *("reference assemblies", "image file execution options", "session manager"),
        *("terminal server", "browser helper objects", "shell folders", "user shell folders"),
        *("installed components", "internet settings", "group policy", "active setup"),
        *("security center", "safer codeidentifiers", "print processors", "known folders"),
    )
)
_USUAL_LAST = re.compile(
    r" (?:file execution options|manager|server|helper objects|shell folders|folders|settings"
    r"|components|explorer|nt|defender|setup|providers|packages|center)\b(?![\\\w])",
    re.IGNORECASE,
)
_PROGRAM_AND_ARGUMENTS = re.compile(
    r"\.(?:exe|dll|com|bat|cmd|ps1|vbs|js|hta|scr|msi|sys|cpl|jar|py|wsf|lnk)[\"']?[ ,]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[^\"'<>|*?\r\n\t:;]{1,400}")
_LINE = re.compile(r"[^\"'<>|*?\r\n\t:;,]{1,400}")
# Most paths are made of these alone and have their line to themselves.
_PLAIN_NAMES = re.compile(r"[\w.\\$~{}()+-]+")
_LINE_ENDS = frozenset(("", "\r", "\n", "\t", "<", "|"))
_EXTENSION = re.compile(r"\.[A-Za-z0-9_]{1,10}\Z")
_LINE_START = re.compile(r"(?:^|[\r\n>|])[ \t]{0,8}(?:[\w ]{1,40}[:=]\s?)?\Z")
_HIVE = re.compile(r"HK(?:LM|CU|CR|U|CC|PD|EY_)", re.IGNORECASE)
_LONGEST_USER_NAME = 2  # blanks
# A file holds no names: what follows is a line break somebody wrote as \\n.
_FILE_AND_BREAK = re.compile(
    r"[^\\]*\.(?:exe|dll|com|bat|cmd|ps1|vbs|js|hta|scr|msi|sys|log|txt|tmp|zip|docx?|xlsx?|pdf)\\[nrt]",
    re.IGNORECASE,
)
# The offset behind a module in the call trace of a Sysmon event.
_CALL_OFFSET = re.compile(r"(?<=\.\w{3})\+[0-9A-Fa-f]{1,16}\Z")
# What ends plain names: a character that no name holds, but for the slash and blanks of all kinds.
_NAME_ENDS = frozenset(" :*?\"<>|,;'`^&")
_KEY_ENDS = _NAME_ENDS - {"*"}
_LONGEST_NAME = 255
_LONGEST_SPACED = 81
_BEYOND_NAME = re.compile(r"[\\/:*?\"<>|\r\n\t;%$`]")
# No separator but a line break that somebody wrote as \\n behind a file.
_BREAK = re.compile(
    r"\.(?:exe|dll|com|bat|cmd|ps1|vbs|js|hta|scr|msi|sys|log|txt|tmp|zip|docx?|xlsx?|pdf)\\[nrt]",
    re.IGNORECASE,
)
_LONGEST_INDENT = 10
_LABEL_ENDS = ("", "\r", "\n", ">", "|", ":", "=")
_WILDCARD = ("*", "?", "<")
_NOT_FINAL = ".)]}'!-@"


def read_components(text: str, root: int, start: int, *, key: bool) -> tuple[int, str]:
    """Read the names that follow a root.

    :param root: offset of the first character of the root, such as a drive letter.
    :param start: offset behind the root and its separator.
    :param key: whether this is a registry key, whose last name needs no extension.
    :returns: the offset behind the last name and the names as written; "" when there are none.
    """
    plain = _PLAIN_NAMES.match(text, start)
    if plain and plain[0][-1] != "\\" and text[plain.end() : plain.end() + 1] in _LINE_ENDS:
        return plain.end(), _without_punctuation(plain.group())
    whole = _whole(text, root, start, key=key)
    if whole is not None:
        return start + len(whole), whole
    if plain and _ends_plainly(text, start, plain.end(), key=key):
        return plain.end(), _without_punctuation(plain.group())
    offset = start
    previous = text[root:start]
    component = _KEY_COMPONENT if key else _COMPONENT
    while True:
        match = component.match(text, offset)
        if match is None:
            break
        end = match.end()
        if text[end : end + 1] == " ":
            end = _spaced_end(text, offset, end, previous, key=key)
        previous, offset = text[offset:end], end
        separator = _SEPARATOR.match(text, offset)
        if separator is None or (
            text[separator.end() : separator.end() + 1] in {"n", "r", "t"}
            and not key
            and _FILE_AND_BREAK.match(text, match.start())
        ):
            break
        offset = separator.end()
    if offset == start or (text[offset - 1] in "\\/" and text[offset : offset + 1] in _WILDCARD):
        return offset, ""
    names = text[start:offset]
    return offset, _without_punctuation(names)


def _ends_plainly(text: str, start: int, end: int, *, key: bool) -> bool:
    """Tell whether plain names end a path where they end, without going through them."""
    after = text[end : end + 1]
    if after not in (_KEY_ENDS if key else _NAME_ENDS) or end - start > _LONGEST_NAME:
        return False
    if text[start] == "\\" or text[end - 1] == "\\":
        return False
    if after == " ":
        beyond = _BEYOND_NAME.search(text, end, end + _LONGEST_SPACED)
        if (beyond and beyond[0] == "\\") or (key and _USUAL_LAST.match(text, end)):
            return False
    if text.find("\\\\\\", start, end) >= 0:
        return False
    dot = text.find(".", start, end)
    in_last = dot < 0 or text.find("\\", dot, end) < 0
    return in_last or not _BREAK.search(text, start, end)


def _whole(text: str, root: int, start: int, *, key: bool) -> str | None:
    """Return the names up to the closing quote or the end of the line that is theirs alone."""
    quote = text[root - 1 : root]
    is_quoted = quote in {'"', "'"}
    if not is_quoted and not _may_start_line(text[max(0, root - _LONGEST_INDENT) : root]):
        return None
    match = (_QUOTED if is_quoted else _LINE).match(text, start)
    if match is None:
        return None
    end = text[match.end() : match.end() + 1]
    if is_quoted:
        return match.group() if end == quote and _is_one(match) else None
    names = match.group().rstrip(" ") if end in _LINE_ENDS else ""
    if " " not in names or " /" in names or " -" in names:
        return None
    if not _is_one(match) or not _LINE_START.search(text, max(0, root - 52), root):
        return None
    last = names.rpartition("\\")[2]
    return names if _EXTENSION.search(last) or (key and _TITLE_WORDS.fullmatch(last)) else None


def _may_start_line(before: str) -> bool:
    """Tell whether a text can be the start of a line or a label, which a full search finds out."""
    last = before.rstrip(" \t")[-1:]
    return last in _LABEL_ENDS or last.isspace()


def _is_one(match: re.Match[str]) -> bool:
    """Tell whether names are one path and not a program and its arguments."""
    return not _PROGRAM_AND_ARGUMENTS.search(match.group())


def _spaced_end(text: str, start: int, end: int, previous: str, *, key: bool) -> int:
    """Return the end of a name that may go on behind a blank."""
    match = _SPACED.match(text, start)
    if match and match.group()[-1] != " " and _is_one(match):
        name = match.group()
        usual = name.lower() in _USUAL or _TITLE_WORDS.fullmatch(name)
        home = previous.lower() == "users" and name.count(" ") <= _LONGEST_USER_NAME
        before_hive = _HIVE.match(name, name.rfind(" ") + 1) or _HIVE.match(text, match.end() + 1)
        if (usual or home) and not before_hive:
            return match.end()
    last = _USUAL_LAST.match(text, end) if key else None
    return last.end() if last and text[start : last.end()].lower() in _USUAL else end


def _without_punctuation(names: str) -> str:
    """Return names without the punctuation of the sentence behind them."""
    if "+" in names:
        names = _CALL_OFFSET.sub("", names)
    while names and names[-1] in _NOT_FINAL:
        last = names[-1]
        opening = {")": "(", "]": "[", "}": "{"}.get(last)
        if opening and names.count(opening) >= names.count(last):
            break
        names = names[:-1]
    return names


def single_backslashes(value: str, first: int) -> str:
    """Return a path whose separators were doubled by a quoting with single ones.

    :param first: how many leading characters to leave as they are (the two of a UNC path).
    """
    if "\\\\" not in value[first:]:
        return value
    return value[:first] + value[first:].replace("\\\\", "\\")

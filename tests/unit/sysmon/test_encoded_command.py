"""PowerShell's encoded commands."""

from __future__ import annotations

import pytest

from huntpipe.sysmon.encoded_command import has_encoded_command

WHOAMI = "dwBoAG8AYQBtAGkA"


@pytest.mark.parametrize(
    "command_line",
    [
        f"powershell -e {WHOAMI}",
        f"powershell.exe -NoP -ec {WHOAMI}",
        f"pwsh -EncodedCommand {WHOAMI}",
        f"POWERSHELL -ENCOD {WHOAMI}",
        f"powershell /enc {WHOAMI}",
        f"powershell \u2013enc {WHOAMI}",
        f'powershell "-enc" "{WHOAMI}"',
        f"cmd /c p^ower^shell -e^nc {WHOAMI}",
        "powershell -enc dwA=",
    ],
)
def test_an_encoded_command_is_found(command_line: str) -> None:
    assert has_encoded_command(command_line)


@pytest.mark.parametrize(
    "command_line",
    [
        f"tool.exe -e {WHOAMI}",
        f"powershell -ep {WHOAMI}",
        f"powershell -encoding {WHOAMI}",
        "powershell -e script",
        "powershell -e scripts1",
        "powershell -e",
        f"powershell -File {WHOAMI}",
        "",
    ],
)
def test_other_command_lines_hold_none(command_line: str) -> None:
    assert not has_encoded_command(command_line)

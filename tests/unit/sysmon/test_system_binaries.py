"""Names that imitate Windows' own binaries."""

from __future__ import annotations

import pytest

from huntpipe.sysmon.system_binaries import imitates_system_binary


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\a\\svchost.exe",
        "C:\\Windows\\svchost.exe",
        "C:\\Windows\\System32\\drivers\\svchost.exe",
        "C:\\Windows\\Temp\\lsass.exe",
        "C:\\ProgramData\\scvhost.exe",
        "C:\\ProgramData\\svhost.exe",
        "C:\\ProgramData\\svchosts.exe",
        "C:\\ProgramData\\svch0st.exe",
        "C:\\ProgramData\\1sass.exe",
        "C:\\ProgramData\\rund1132.exe",
        "C:\\Windows\\System32\\explorer.exe",
        "D:\\wmiprvse.exe",
        "C:\\Windows.old\\iexeplorer.exe",
        "C:\\ProgramData\\explorre.exe",
        "C:\\Windows\\Temp\\iexeplorer.exe",
        "C:\\Windows\\iexplore.exe",
    ],
)
def test_a_system_name_in_another_place_imitates(path: str) -> None:
    assert imitates_system_binary(path)


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Windows\\System32\\svchost.exe",
        "c:\\windows\\SysWOW64\\rundll32.exe",
        "\\??\\C:\\Windows\\System32\\conhost.exe",
        "\\SystemRoot\\System32\\smss.exe",
        "C:\\Windows\\explorer.exe",
        "C:\\Windows\\System32\\wbem\\WmiPrvSE.exe",
        "C:\\Windows\\WinSxS\\amd64_x\\svchost.exe",
        "C:\\Program Files\\app\\host.exe",
        "C:\\Program Files\\app\\dwmx.exe",
        "C:\\tools\\tar.exe",
        "C:\\Windows\\System32\\taskhosts.exe",
        "C:\\Program Files (x86)\\Internet Explorer\\iexplore.exe",
        "C:\\tools\\smsx.exe",
        "C:\\tools\\lsa.exe",
        "svchost.exe",
        "System",
        "",
    ],
)
def test_system_binaries_in_place_and_other_names_do_not(path: str) -> None:
    assert not imitates_system_binary(path)

"""The hunts on public recordings of attacks, which other people made and named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Iterator

import pytest

from preview.spl import Configuration, Engine, MemoryStore
from tests.shared import REPOSITORY, shared_data

if TYPE_CHECKING:
    from pathlib import Path

START = 1534720000

FOUND = {
    "Endpoint - Encoded PowerShell": (
        "LM_sysmon_psexec_smb_meterpreter.evtx",
        "empire_psexec_dcerpc_tcp_svcctl.zip",
        "empire_psremoting_stager.zip",
    ),
    "Endpoint - UAC bypass": (
        "Sysmon_UACME_33.evtx",
        "Sysmon_UACME_56.evtx",
        "Sysmon_13_1_UACBypass_SDCLTBypass.evtx",
        "sysmon_13_1_compmgmtlauncherUACBypass.evtx",
        "empire_uac_shellapi_fodhelper.zip",
    ),
    "Endpoint - System tool with a network connection": (
        "exec_wmic_xsl_internet_sysmon_3_1_11.evtx",
        "exec_sysmon_lobin_regsvr32_sct.evtx",
        "sysmon_1_persist_bitsjob_SetNotifyCmdLine.evtx",
        "wmic_remote_xsl_jscript.zip",
    ),
    "Endpoint - Office program starts a shell": (
        "sideloading_uacbypass_rundll32_injection_c2.evtx",
    ),
    "Endpoint - LSASS memory read": (
        "ID10-Mimikatz LSASS process dump.evtx",
        "sysmon_10_11_outlfank_dumpert_and_andrewspecial_memdump.evtx",
        "sysmon_10_lsass_mimikatz_sekurlsa_logonpasswords.evtx",
        "sysmon_3_10_Invoke-Mimikatz_hosted_Github.evtx",
        "cmd_lsass_memory_dumpert_syscalls.zip",
    ),
    "Endpoint - Thread started in another process": (
        "CA_keefarce_keepass_credump.evtx",
        "empire_dllinjection_LoadLibrary_CreateRemoteThread.zip",
        "purplesharp_pe_injection_createremotethread.zip",
        "metasploit_logonpasswords_lsass_memory_dump.zip",
    ),
    "Endpoint - Look-alike of a system name": ("be58d2e2-06c8-4f58-b666-b99f6dc3b6cd.evtx",),
    "Endpoint - Script kept in the registry": ("LM_sysmon_psexec_smb_meterpreter.evtx",),
    "Endpoint - WMI starts a shell": (
        "smbmap_upload_exec_sysmon.evtx",
        "LM_wmi_PoisonHandler_Mr-Un1k0d3r_sysmon_1_13.evtx",
        "ID1-WMI spwaning PowerShell process - WMImplant.evtx",
    ),
    "PowerShell - Script-block logging switched off": (
        "de_PsScriptBlockLogging_disabled_sysmon12_13.evtx",
        "empire_invoke_runas.tar.gz",
        "empire_launcher_sct_regsvr32.zip",
    ),
    "PowerShell - AMSI switched off": (
        "empire_invoke_runas.tar.gz",
        "empire_ninjacopy_dumping_ntds_dit_file.zip",
    ),
    "PowerShell - Download cradle": (
        "ID4103-4104-Payload download via PowerShell.evtx",
        "ID800-4103-4104-PowerShell BITS job started.evtx",
    ),
    "PowerShell - Credential tool in a script": (
        "ID800-4103-4104-LSASS dump with LSASSY (PowerShell).evtx",
    ),
}


def recorded() -> Iterator[tuple[str, Any]]:
    """Yield the channel of each recorded event, and the event."""
    folder: Path = shared_data("sysmon/xml")
    for path in sorted(folder.iterdir()):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield "Sysmon", json.loads(line)
    scripts = shared_data("powershell/scriptblock_4104.jsonl")
    for line in scripts.read_text(encoding="utf-8").splitlines():
        yield "PowerShell", json.loads(line)


@pytest.fixture(scope="module")
def recordings() -> list[str]:
    """Return the file that each event comes from; an event's time says its place."""
    return [event["source"].rsplit("/", 1)[-1] for _, event in recorded()]


@pytest.fixture(scope="module")
def engine() -> Engine:
    records = []
    for number, (channel, event) in enumerate(recorded()):
        form = "XmlWinEventLog" if event["raw"].startswith("<") else "WinEventLog"
        source = f"{form}:Microsoft-Windows-{channel}/Operational"
        record = {"_time": START + number, "_raw": event["raw"], "index": "main", "host": "pc"}
        records.append({**record, "source": source, "sourcetype": form})
    return Engine(REPOSITORY, MemoryStore(records, Configuration(REPOSITORY)))


@pytest.mark.parametrize("hunt", FOUND)
def test_hunt_finds_the_recording(hunt: str, engine: Engine, recordings: list[str]) -> None:
    search = engine.configuration.savedsearches[f"Huntpipe - {hunt}"]["search"]
    rows = engine.search(search, now=START + len(recordings)).rows
    found = {recordings[int(float(str(row["_time"]))) - START] for row in rows}
    assert set(FOUND[hunt]) <= found

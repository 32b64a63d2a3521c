"""What Janus and coturn are told when sluss starts them on this machine; how to in earnest: docs/video.md."""

from __future__ import annotations

from pathlib import Path

from sluss.boot.media_ports import HOST

_UNUSED_PLUGINS = "audiobridge duktape echotest lua nosip recordplay sip streaming textroom videocall voicemail"
_UNUSED_TRANSPORTS = "mqtt nanomsg pfunix rabbitmq websockets"
# No third party's request is answered: the plugins and transports that we do not use are not even loaded.
_JANUS = """\
general: {{
	api_secret = "{secret}"
	debug_level = 3
	debug_timestamps = true
	debug_colors = false
	session_timeout = 60
	hide_dependencies = true
}}
media: {{
	ipv6 = false
}}
nat: {{
	ignore_mdns = true
}}
plugins: {{
	disable = "{plugins}"
}}
transports: {{
	disable = "{transports}"
}}
loggers: {{
	disable = "libjanus_jsonlog.so"
}}
events: {{
	broadcast = false
}}
"""
_JANUS_HTTP = """\
general: {{
	json = "compact"
	base_path = "/janus"
	http = true
	ip = "{host}"
	port = {port}
	https = false
}}
admin: {{
	admin_http = false
	admin_https = false
}}
"""
_VIDEOROOM = """\
general: {
	string_ids = true
	events = false
}
"""
_COTURN = """\
listening-ip={host}
listening-port={port}
relay-ip={relay}
{loopback}
realm=sluss
use-auth-secret
static-auth-secret={secret}
userdb={folder}/turn.db
pidfile={folder}/coturn.pid
log-file=stdout
simple-log
no-cli
no-tls
no-dtls
no-multicast-peers
no-software-attribute
"""


def of_janus(port: int, secret: str) -> dict[str, str]:
    """The files of its folder."""
    plugins, transports = _libraries(_UNUSED_PLUGINS), _libraries(_UNUSED_TRANSPORTS)
    return {
        "janus.jcfg": _JANUS.format(secret=secret, plugins=plugins, transports=transports),
        "janus.transport.http.jcfg": _JANUS_HTTP.format(host=HOST, port=port),
        "janus.plugin.videoroom.jcfg": _VIDEOROOM,
    }


def of_coturn(port: int, secret: str, relay: str, folder: Path) -> str:
    """`relay`: where relayed media comes from and goes to. Loopback is let in only where there is nothing else."""
    loopback = "allow-loopback-peers" if relay == HOST else ""
    return _COTURN.format(host=HOST, port=port, relay=relay, loopback=loopback, secret=secret, folder=folder)


def _libraries(names: str) -> str:
    return ",".join(f"libjanus_{name}.so" for name in names.split())

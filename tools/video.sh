#!/bin/sh
# Sees to it that Janus and coturn are there, for the demo with VIDEO=full and for the tests of calls: Debian's packages
# when we are root; else it says what to install, and fails.
set -eu

there() {
    command -v janus >/dev/null && command -v turnserver >/dev/null
}

there && exit

if [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then
    echo "sluss: installing Janus and coturn for calls" >&2
    # Debian starts what it installs, at once and at each boot, open to the network and without secrets. Ours are started
    # when they are needed, with settings of their own; a policy that somebody else laid there is left alone.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    if apt-get update -qq >&2 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends janus coturn >&2; then
        update-rc.d janus disable >&2
        update-rc.d coturn disable >&2
    fi
    there && exit
fi

echo "sluss: calls of three or more need Janus and coturn. On Debian: sudo apt install janus coturn" >&2
exit 1

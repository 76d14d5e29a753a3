#!/bin/sh
# Peers two clusters and waits until both sides are ACTIVE:
#   peer-clusters dc1=http://dc1:8500 dc2=http://dc2:8500
# The first generates the token, the second establishes with it; each knows the other by the name before the "=".
# CONSUL_HTTP_TOKEN is sent where it is set. Clusters that are peered already are left alone.
set -eu

fail() {
    echo "peer-clusters: $1" >&2
    exit 1
}

[ $# -eq 2 ] || fail 'usage: peer-clusters NAME=URL NAME=URL'
acceptor=${1%%=*} acceptor_url=${1#*=}
dialer=${2%%=*} dialer_url=${2#*=}

# Sends standard input, which keeps tokens out of the list of processes; prints the answer.
post() {
    answer=$(curl -sS --fail-with-body -X POST -H "X-Consul-Token: ${CONSUL_HTTP_TOKEN:-}" -d @- "$1") || fail "$1: $answer"
    printf '%s\n' "$answer"
}

# Prints the state of peering $2 at $1, or nothing where there is none.
state() {
    curl -fsS -H "X-Consul-Token: ${CONSUL_HTTP_TOKEN:-}" "$1/v1/peering/$2" 2>/dev/null | jq -r '.State // empty'
}

active() {
    [ "$(state "$acceptor_url" "$dialer")" = ACTIVE ] && [ "$(state "$dialer_url" "$acceptor")" = ACTIVE ]
}

if ! active; then
    generated=$(jq -n --arg peer "$dialer" '{PeerName: $peer}' | post "$acceptor_url/v1/peering/token")
    printf '%s' "$generated" |
        jq --arg peer "$acceptor" '{PeerName: $peer, PeeringToken}' |
        post "$dialer_url/v1/peering/establish" >/dev/null
fi

tries=60
until active; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "$acceptor and $dialer did not become ACTIVE within 30 seconds"
    sleep 0.5
done
echo "$acceptor and $dialer are peered"

#!/bin/sh
# Entry point of the image. Reads the arguments and the environment as the image of Consul does:
#   -FLAG ...     flags of the program
#   agent ...     a server, with the folders and addresses below put in front of the flags
#   COMMAND ...   a command of Consul's
#   anything      run as it is; so is "consul agent ...", which gets nothing put in front
# The last step is always an exec: signals reach the server itself, and its exit code is the container's.
set -eu

fail() {
    echo "entrypoint: $1" >&2
    exit 1
}

# Prints the first IPv4 address of interface $1, which variable $2 names.
address_of() {
    address=$(ip -o -4 addr show dev "$1" 2>/dev/null | { read -r _ _ _ cidr _ && echo "${cidr%%/*}"; }) || true
    [ -n "$address" ] || fail "the interface \"$1\" that $2 names has no IPv4 address"
    echo "$address"
}

data_dir=${CONSUL_DATA_DIR:-/consul/data}
config_dir=${CONSUL_CONFIG_DIR:-/consul/config}

# Ready-made flags; one variable may hold several, so they are split below.
bind=${CONSUL_BIND:-}
if [ -z "$bind" ] && [ -n "${CONSUL_BIND_INTERFACE:-}" ]; then
    bind=$(address_of "$CONSUL_BIND_INTERFACE" CONSUL_BIND_INTERFACE)
    bind=-bind=$bind
fi

client=${CONSUL_CLIENT:-}
if [ -z "$client" ] && [ -n "${CONSUL_CLIENT_INTERFACE:-}" ]; then
    client=$(address_of "$CONSUL_CLIENT_INTERFACE" CONSUL_CLIENT_INTERFACE)
    client=-client=$client
fi

# Where the configuration folder cannot be written (a read-only mount), the file goes elsewhere and is named by a flag.
local_file=$config_dir/local.json
local_flag=
if [ -n "${CONSUL_LOCAL_CONFIG:-}" ] && ! { printf '%s\n' "$CONSUL_LOCAL_CONFIG" >"$local_file"; } 2>/dev/null; then
    local_folder=$(mktemp -d) || fail "CONSUL_LOCAL_CONFIG can be written neither to $config_dir nor to a temporary folder"
    chmod 755 "$local_folder"
    local_file=$local_folder/local.json
    local_flag=-config-file=$local_file
    printf '%s\n' "$CONSUL_LOCAL_CONFIG" >"$local_file"
fi

[ $# -gt 0 ] || set -- consul

case $1 in
    -*)
        set -- consul "$@"
        ;;
    agent)
        shift
        # shellcheck disable=SC2086 # $bind and $client are flags to split
        set -- consul agent "-data-dir=$data_dir" "-config-dir=$config_dir" ${local_flag:+"$local_flag"} $bind $client "$@"
        ;;
    # Consul's commands and ours; those that are not emulated say so when they run, and exit with 127. Starting the program to ask it would take longer.
    acl | catalog | completion | config | connect | debug | event | exec | force-leave | health | info | intention | join | keygen | \
        keyring | kv | leave | license | lock | login | logout | maint | members | monitor | namespace | operator | partition | \
        peering | reload | resource | rtt | services | snapshot | tls | troubleshoot | validate | version | watch)
        set -- consul "$@"
        ;;
esac

# Started as root, the server runs as the image's user all the same. Nothing here may keep it from starting: on a read-only
# mount the owner stays what it is, and in a container that may not change users the server goes on as root.
if [ "$1" = consul ] && [ "$(id -u)" = 0 ] && [ -z "${CONSUL_DISABLE_PERM_MGMT+set}" ]; then
    uid=${CONSUL_UID:-$(id -u consul)}
    gid=${CONSUL_GID:-$(id -g consul)}
    chown -R "$uid:$gid" "$data_dir" 2>/dev/null || true
    chown "$uid:$gid" "$config_dir" "$local_file" 2>/dev/null || true

    caps=
    if [ -n "${CONSUL_ALLOW_PRIVILEGED_PORTS+set}" ]; then
        caps='--inh-caps=+net_bind_service --ambient-caps=+net_bind_service'
    fi

    # shellcheck disable=SC2086 # $caps is none or two options
    if setpriv --reuid="$uid" --regid="$gid" --clear-groups $caps true 2>/dev/null; then
        set -- setpriv --reuid="$uid" --regid="$gid" --clear-groups $caps "$@"
    elif setpriv --reuid="$uid" --regid="$gid" --clear-groups true 2>/dev/null; then
        set -- setpriv --reuid="$uid" --regid="$gid" --clear-groups "$@"
    fi
fi

exec "$@"

#!/bin/sh
# Healthy is a server that can generate tokens. CONSUL_HTTP_ADDR, with the variables for TLS that Consul's commands obey, says
# where it listens if that is neither the loopback address nor the container's own, on port 8500.
if [ -n "${CONSUL_HTTP_ADDR:-}" ]; then
    exec peering-server health
fi
peering-server health 2>/dev/null || exec peering-server health -http-addr="$(hostname):8500"

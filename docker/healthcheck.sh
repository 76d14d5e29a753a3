#!/bin/sh
# Healthy is a server that can generate tokens. CONSUL_HTTP_ADDR says where it listens if that is neither the loopback
# address nor the container's own, on port 8500.
path=/_emulator/health
if [ -n "${CONSUL_HTTP_ADDR:-}" ]; then
    exec curl -fsS "$CONSUL_HTTP_ADDR$path"
fi
curl -fs "http://127.0.0.1:8500$path" || exec curl -fsS "http://$(hostname):8500$path"

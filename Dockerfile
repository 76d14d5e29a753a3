FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props global.json ./
COPY src/ src/
RUN dotnet publish src/PeeringServer -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble

# The uid and gid are those of the image of Consul, so that a volume written by the one can be read by the other;
# the base's own user "ubuntu" holds that gid. ip and wget are busybox's, as there.
RUN if getent passwd ubuntu >/dev/null; then userdel ubuntu && rm -rf /home/ubuntu; fi \
    && if getent group ubuntu >/dev/null; then groupdel ubuntu; fi \
    && groupadd --gid 1000 consul \
    && useradd --system --uid 100 --gid consul --no-create-home --home-dir /consul --shell /usr/sbin/nologin consul \
    && apt-get update \
    && apt-get install --yes --no-install-recommends busybox-static ca-certificates curl jq \
    && rm -rf /var/lib/apt/lists/* \
    && ln -s "$(command -v busybox)" /usr/local/bin/ip \
    && ln -s "$(command -v busybox)" /usr/local/bin/wget

# Open to every user, for containers that run with a uid of their own.
RUN mkdir -p /consul/config /consul/data \
    && chown -R consul:consul /consul \
    && chmod 1777 /consul/config /consul/data

COPY --from=build /app /opt/peering-server
COPY --chmod=755 docker/entrypoint.sh /usr/local/bin/entrypoint
COPY --chmod=755 docker/healthcheck.sh /usr/local/bin/healthcheck
COPY --chmod=755 docker/peer-clusters.sh /usr/local/bin/peer-clusters
RUN ln -s /opt/peering-server/peering-server /usr/local/bin/peering-server \
    && ln -s peering-server /usr/local/bin/consul

# The base asks web applications to listen on 8080, and diagnostics want a writable /tmp.
ENV ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0

EXPOSE 8300 8301 8301/udp 8302 8302/udp 8500 8502 8503 8600 8600/udp
VOLUME /consul/data
USER consul
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 CMD ["healthcheck"]
ENTRYPOINT ["entrypoint"]
CMD ["agent", "-dev", "-client", "0.0.0.0"]

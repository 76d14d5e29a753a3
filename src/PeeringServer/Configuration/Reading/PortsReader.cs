using System.Globalization;

namespace PeeringServer.Configuration.Reading;

/// <summary>Reads <c>ports</c>.</summary>
internal static class PortsReader
{
    private const int HighestPort = 65535;

    private static readonly string[] Ranges = ["proxy", "sidecar", "expose"];

    /// <summary>Reads the ports; of consul's defaults, <c>-dev</c> changes that of gRPC.</summary>
    public static AgentPorts Read(ConfigContext context)
    {
        var defaults = new AgentPorts();
        var ports = new AgentPorts
        {
            Dns = Port(context, "dns", defaults.Dns),
            Http = Port(context, "http", defaults.Http),
            Https = Port(context, "https", defaults.Https),
            Server = Port(context, "server", defaults.Server),
            Grpc = Port(context, "grpc", context.IsDev ? 8502 : defaults.Grpc),
            GrpcTls = Port(context, "grpc_tls", defaults.GrpcTls),
            SerfLan = Port(context, "serf_lan", defaults.SerfLan),
            SerfWan = Port(context, "serf_wan", defaults.SerfWan),
        };
        RequireRanges(context);
        return ports;
    }

    /// <summary>An end of a range of ports, or null where it was not given; zero and below is off.</summary>
    public static int? Bound(ConfigReader keys, string name) => keys.Int($"ports.{name}") is { } port ? port is > 0 and <= HighestPort ? (int)port : AgentPorts.Off : null;

    // Zero and below is off: a real agent never picks a port of its own.
    private static int Port(ConfigContext context, string name, int byDefault)
    {
        var port = context.Keys.Int($"ports.{name}") ?? byDefault;
        if (port > HighestPort)
        {
            context.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"ports.{name}: invalid port: {port}"));
            return AgentPorts.Off;
        }

        return port > 0 ? (int)port : AgentPorts.Off;
    }

    private static void RequireRanges(ConfigContext context)
    {
        foreach (var name in Ranges)
        {
            var (lowest, highest) = (Bound($"ports.{name}_min_port"), Bound($"ports.{name}_max_port"));
            if (lowest is not null && highest is not null && highest < lowest)
            {
                throw new ConfigException($"{name}_min_port must be less than {name}_max_port. To disable, set both to zero.");
            }
        }

        long? Bound(string path) => context.Keys.Peek(path) is long port ? (port > 0 ? port : AgentPorts.Off) : null;
    }
}

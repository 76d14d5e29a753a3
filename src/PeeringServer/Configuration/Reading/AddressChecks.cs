using System.Globalization;

namespace PeeringServer.Configuration.Reading;

/// <summary>Finds two listeners told to use one address. Consul leaves gRPC out and fails on it when it starts; so it is here.</summary>
internal static class AddressChecks
{
    /// <summary>Refuses an address that two listeners share.</summary>
    /// <exception cref="ConfigException">There is one.</exception>
    public static void RequireUnique(ConfigContext context, AgentOptions options)
    {
        var (ports, addresses) = (options.Ports, options.Addresses);
        var dns = context.Keys.Peek("addresses.dns") is string { Length: > 0 } own && !own.Contains("{{", StringComparison.Ordinal)
            ? own.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : addresses.Client;
        var advertised = options.Cluster.AdvertiseAddress;
        var inUse = new Dictionary<string, string>(StringComparer.Ordinal);
        Claim(inUse, "DNS", dns, ports.Dns);
        Claim(inUse, "HTTP", addresses.Http ?? addresses.Client, ports.Http);
        Claim(inUse, "HTTPS", addresses.Https ?? addresses.Client, ports.Https);
        Claim(inUse, "RPC Advertise", [advertised], ports.Server);
        Claim(inUse, "Serf Advertise LAN", [advertised], ports.SerfLan);
        Claim(inUse, "Serf Advertise WAN", [options.Cluster.AdvertiseAddressWan ?? advertised], ports.SerfWan);
    }

    private static void Claim(Dictionary<string, string> inUse, string name, IEnumerable<string> addresses, int port)
    {
        if (port == AgentPorts.Off)
        {
            return;
        }

        foreach (var address in addresses)
        {
            var shown = address.StartsWith("unix://", StringComparison.Ordinal) ? address["unix://".Length..]
                : address.Contains(':', StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"[{address}]:{port}")
                : string.Create(CultureInfo.InvariantCulture, $"{address}:{port}");
            if (!inUse.TryAdd(shown, name))
            {
                throw new ConfigException($"{name} address {shown} already configured for {inUse[shown]}");
            }
        }
    }
}

using System.Net;
using PeeringServer.Configuration;
using PeeringServer.Configuration.Decoding;
using PeeringServer.Configuration.Network;
using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Configuration;

/// <summary>Reads configurations from text, on a host with known addresses.</summary>
internal static class ConfigLoad
{
    public static Lazy<IReadOnlyList<HostAddress>> Host { get; } = new(() =>
    [
        new HostAddress("lo", IPAddress.Loopback, 8),
        new HostAddress("eth0", IPAddress.Parse("10.1.2.3"), 24, IsDefault: true),
        new HostAddress("eth0", IPAddress.Parse("fd00::3"), 64, IsDefault: true),
        new HostAddress("eth1", IPAddress.Parse("203.0.113.7"), 24),
    ]);

    /// <summary>Of one file, JSON where it begins with a brace, with a data directory unless it says otherwise.</summary>
    public static AgentConfiguration Text(string text, bool dev = false)
    {
        var flags = new ConfigTable();
        if (!dev && !text.Contains("data_dir", StringComparison.Ordinal))
        {
            flags.Set("data_dir", "data");
        }

        var request = new ConfigRequest { FlagValues = flags, IsDev = dev, HostAddresses = Host };
        if (!text.StartsWith('{'))
        {
            return AgentConfiguration.Load(request with { Fragments = [text] });
        }

        using var folder = new TempFolder();
        return AgentConfiguration.Load(request with { Paths = [folder.Write("c.json", text)] });
    }

    public static AgentOptions Options(string text, bool dev = false) => Text(text, dev).Options;

    /// <summary>The table that a JSON text decodes to.</summary>
    public static ConfigTable Table(string json) => new ConfigSource("c.json", "json", json).Decode([]);
}

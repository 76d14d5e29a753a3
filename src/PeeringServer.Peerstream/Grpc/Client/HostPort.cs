using System.Globalization;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>An address taken apart, with the words of a Consul dialer for one that cannot be.</summary>
internal readonly record struct HostPort(string Host, int Port)
{
    /// <exception cref="FormatException">With the reason a dialer gives.</exception>
    public static HostPort Parse(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon < 0)
        {
            throw Malformed(address, "missing port in address");
        }

        var host = address[..colon];
        if (host is ['[', .. var inner, ']'])
        {
            host = inner;
        }
        else if (address[0] == '[')
        {
            throw Malformed(address, address[^1] == ']' ? "missing port in address" : "missing ']' in address");
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            throw Malformed(address, "too many colons in address");
        }

        var text = address[(colon + 1)..];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? new HostPort(host, port)
            : throw Malformed(text, "invalid port");
    }

    private static FormatException Malformed(string address, string reason) => new(DialErrorConstants.MalformedAddress(address, reason));
}

using System.Globalization;
using System.Net;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>A host and port as Go splits them: what does not look like a port is part of the host.</summary>
/// <param name="Host">The host, without brackets.</param>
/// <param name="Port">The port's digits, or empty.</param>
internal sealed record HostAndPort(string Host, string Port)
{
    /// <summary>Splits <paramref name="text"/>.</summary>
    public static HostAndPort Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon >= 0 && text.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        var (host, port) = hasPort ? (text[..colon], text[(colon + 1)..]) : (text, "");
        return new HostAndPort(host is ['[', .., ']'] ? host[1..^1] : host, port);
    }

    /// <summary>The same with a port where there was none.</summary>
    public HostAndPort OrPort(int port) => Port.Length > 0 ? this : this with { Port = port.ToString(CultureInfo.InvariantCulture) };

    /// <summary>The port's number, or null where it is none.</summary>
    public int? Number => int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort ? number : null;

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

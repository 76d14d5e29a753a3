using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Conformance.Cli;

/// <summary>The ports of a group, by the names that scripts call them by.</summary>
internal sealed class CliPorts : IDisposable
{
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public CliPorts()
    {
        // Bound, so that nobody else gets it, and never listening, so that connections are refused.
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Add("closed", "http", ((IPEndPoint)_closed.LocalEndPoint!).Port);
    }

    /// <summary>Gives a port its name.</summary>
    public void Add(string owner, string name, int port) => _ports[$"{owner}.{name}"] = port;

    /// <summary>What a name in a script stands for: an address, or with <c>port-</c> in it a number; null for another name.</summary>
    public string? Resolve(string name)
    {
        var isPort = name.Contains(".port-", StringComparison.Ordinal);
        return _ports.TryGetValue(isPort ? name.Replace(".port-", ".", StringComparison.Ordinal) : name, out var port)
            ? string.Create(CultureInfo.InvariantCulture, $"{(isPort ? "" : "127.0.0.1:")}{port}")
            : null;
    }

    /// <summary>The name of a port, or null.</summary>
    public string? NameOf(string port) =>
        _ports.Where(known => known.Value.ToString(CultureInfo.InvariantCulture) == port).Select(known => $"<{known.Key}>").FirstOrDefault();

    public void Dispose() => _closed.Dispose();
}

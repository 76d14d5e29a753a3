using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Conformance.Cli;

/// <summary>The ports of a group, by the names that scripts call them by.</summary>
internal sealed class CliPorts : IDisposable
{
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private readonly List<Socket> _held = [];

    // Bound, so that nobody else gets it, and never listening, so that connections are refused.
    public CliPorts() => Add("closed", "http", Hold().Port);

    /// <summary>Takes a port away from the agents of a script.</summary>
    public void Listen(string name)
    {
        var (socket, port) = Hold();
        socket.Listen();
        Add("taken", name, port);
    }

    /// <summary>Gives a port its name.</summary>
    public void Add(string owner, string name, int port) => _ports[$"{owner}.{name}"] = port;

    /// <summary>What a name in a script stands for: an address, or with <c>port-</c> in it a number; null for another name.</summary>
    public string? Resolve(string name)
    {
        var isPort = name.Contains(".port-", StringComparison.Ordinal);
        var key = isPort ? name.Replace(".port-", ".", StringComparison.Ordinal) : name;
        if (key.StartsWith("own.", StringComparison.Ordinal) && !_ports.ContainsKey(key))
        {
            // For an agent that the script starts: a configuration file cannot ask for any free port.
            _ports[key] = Free();
        }

        return _ports.TryGetValue(key, out var port)
            ? string.Create(CultureInfo.InvariantCulture, $"{(isPort ? "" : "127.0.0.1:")}{port}")
            : null;
    }

    /// <summary>The name of a port, or null.</summary>
    public string? NameOf(string port) =>
        _ports.Where(known => known.Value.ToString(CultureInfo.InvariantCulture) == port).Select(known => $"<{known.Key}>").FirstOrDefault();

    public void Dispose() => _held.ForEach(socket => socket.Dispose());

    /// <summary>A port that nobody listens on, and that no other name stands for: what was let go may come again.</summary>
    private int Free()
    {
        while (true)
        {
            var (socket, port) = Hold();
            if (!_ports.ContainsValue(port))
            {
                _held.Remove(socket);
                socket.Dispose();
                return port;
            }
        }
    }

    private (Socket Socket, int Port) Hold()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _held.Add(socket);
        return (socket, ((IPEndPoint)socket.LocalEndPoint!).Port);
    }
}

namespace PeeringServer.CommandLine.Client;

/// <summary>Where an agent is, taken apart as consul does it, which is not how URLs are: no part is ever unescaped or checked.</summary>
internal sealed record ClientAddress
{
    public const string Http = "http";
    public const string Https = "https";

    private const string Default = "127.0.0.1:8500";
    private const string Localhost = "localhost";

    private ClientAddress(string host) => Host = host;

    /// <summary>Whether TLS is spoken.</summary>
    public bool IsSecure { get; private init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme => IsSecure ? Https : Http;

    /// <summary>Host and port, as given.</summary>
    public string Host { get; private init; }

    /// <summary>What stands before each path; empty, or begins with a slash.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>The socket's path as given, or null where the agent is reached over TCP.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>Where that socket is.</summary>
    public string? SocketFile { get; private init; }

    /// <summary>Takes an address apart.</summary>
    /// <param name="address">What was given, or null for the default.</param>
    /// <param name="isSecure">TLS was asked for apart from the address, which beats its scheme.</param>
    /// <param name="environment">What a socket's path is relative to.</param>
    /// <exception cref="ClientSetupException">There is no such scheme; case matters.</exception>
    public static ClientAddress Parse(string? address, bool isSecure, ClientEnvironment environment)
    {
        address ??= Default;
        var end = address.IndexOf("://", StringComparison.Ordinal);
        if (end < 0)
        {
            return new ClientAddress(HostOf(address)) { IsSecure = isSecure };
        }

        var rest = address[(end + 3)..];
        switch (address[..end])
        {
            case Http:
                return WithPrefix(rest, isSecure);
            case Https:
                return WithPrefix(rest, isSecure: true);
            case "unix":
                return new ClientAddress(HostOf(rest)) { IsSecure = isSecure, SocketPath = rest, SocketFile = environment.PathOf(rest) };
            case var scheme:
                throw new ClientSetupException($"Unknown protocol scheme: {scheme}");
        }
    }

    private static ClientAddress WithPrefix(string rest, bool isSecure)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new ClientAddress(HostOf(rest)) { IsSecure = isSecure }
            : new ClientAddress(HostOf(rest[..slash])) { IsSecure = isSecure, Prefix = rest[slash..] };
    }

    // A path in the place of a host comes from a socket.
    private static string HostOf(string address) => address.StartsWith('/') ? Localhost : address;
}

namespace PeeringServer.Configuration;

/// <summary><c>unix_sockets</c>: whose the sockets are that are listened on, and who may connect.</summary>
public sealed record UnixSocketOptions
{
    /// <summary>Permissions in octal, such as <c>770</c>; null leaves them as they come.</summary>
    public string? Mode { get; init; }

    /// <summary>Name or number of the owner; null for the user that the process runs as.</summary>
    public string? User { get; init; }

    /// <summary>Number of the group; null for that of the process.</summary>
    public string? Group { get; init; }
}

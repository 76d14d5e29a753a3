namespace PeeringServer.Core.Peerings;

/// <summary>The secrets of one peering. On an acceptor all three occur, on a dialer only the active stream secret.</summary>
internal sealed record PeeringSecrets
{
    public static readonly PeeringSecrets None = new();

    /// <summary>In the token; good for one exchange.</summary>
    public string Establishment { get; init; } = "";

    /// <summary>Given out by the exchange; becomes active when a stream is opened with it.</summary>
    public string PendingStream { get; init; } = "";

    /// <summary>The one streams are opened with.</summary>
    public string ActiveStream { get; init; } = "";

    /// <summary>Secrets must not reach a log by way of a record's default text.</summary>
    public override string ToString() => nameof(PeeringSecrets);
}

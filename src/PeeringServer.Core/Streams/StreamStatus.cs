using System.Collections.Immutable;

namespace PeeringServer.Core.Streams;

/// <summary>What is known of a peering's stream, this one or the last. Kept in memory only.</summary>
public sealed record StreamStatus
{
    /// <summary>Whether a stream is up.</summary>
    public bool Connected { get; init; }

    /// <summary>What ended the last stream; empty where it was ended in order.</summary>
    public string DisconnectError { get; init; } = "";

    /// <summary>When the last stream ended.</summary>
    public DateTimeOffset? DisconnectedAt { get; init; }

    /// <summary>Last heartbeat received.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>Last resource received and stored.</summary>
    public DateTimeOffset? LastReceiveSuccess { get; init; }

    /// <summary>Last resource refused, or end of a stream while receiving.</summary>
    public DateTimeOffset? LastReceiveError { get; init; }

    /// <summary>What the last refusal or end was about.</summary>
    public string LastReceiveErrorText { get; init; } = "";

    /// <summary>Last resource sent.</summary>
    public DateTimeOffset? LastSendSuccess { get; init; }

    /// <summary>Last failure to send, or to connect.</summary>
    public DateTimeOffset? LastSendError { get; init; }

    /// <summary>What the last failure to send was about.</summary>
    public string LastSendErrorText { get; init; } = "";

    /// <summary>Last acknowledgement received.</summary>
    public DateTimeOffset? LastAck { get; init; }

    /// <summary>Last refusal received from the other side.</summary>
    public DateTimeOffset? LastNack { get; init; }

    /// <summary>What the other side refused.</summary>
    public string LastNackText { get; init; } = "";

    /// <summary>Names in the last exported service list received, in its order.</summary>
    public ImmutableArray<string> ImportedServices { get; init; } = [];

    /// <summary>Names in the last exported service list sent.</summary>
    public ImmutableArray<string> ExportedServices { get; init; } = [];

    /// <summary>The latest moment something was received, as it is shown.</summary>
    public DateTimeOffset? LastReceive => Latest(Latest(LastHeartbeat, LastReceiveError), LastReceiveSuccess);

    /// <summary>The latest moment something was sent, as it is shown.</summary>
    public DateTimeOffset? LastSend => Latest(LastSendError, LastSendSuccess);

    private static DateTimeOffset? Latest(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right : left;
}

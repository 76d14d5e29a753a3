using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Http2;

/// <summary>How long one side of a connection puts up with silence.</summary>
/// <param name="Silence">After which it asks for a sign of life.</param>
/// <param name="Answer">How long it waits for one, and then closes.</param>
internal sealed record KeepAliveTimes(TimeSpan Silence, TimeSpan Answer)
{
    /// <summary>Those of a Consul server that dialled.</summary>
    public static KeepAliveTimes Dialer { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10));

    /// <summary>Those of one that was dialled.</summary>
    public static KeepAliveTimes Acceptor { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20));

    /// <summary>Those of a stream for heartbeats, for which nobody asks: half way is as good as any.</summary>
    public static KeepAliveTimes Heartbeat { get; } = new(PeerstreamConstants.HeartbeatTimeout / 2, PeerstreamConstants.HeartbeatTimeout / 2);
}

using PeeringServer.Core.Streams;

namespace PeeringServer.Core.Peerings;

/// <summary>A peering as it is shown: what is stored, and what its stream makes of it.</summary>
/// <param name="Peering">The stored record.</param>
/// <param name="Stream">Its stream, or null where none was ever tracked.</param>
internal readonly record struct PeeringView(Peering Peering, StreamStatus? Stream)
{
    /// <summary>The state as shown: a stream that is up or broken goes before what is stored.</summary>
    public PeeringState State => Stream switch
    {
        { Connected: true } => PeeringState.Active,
        { DisconnectError.Length: > 0 } => PeeringState.Failing,
        _ => Peering.State,
    };
}

namespace PeeringServer.Core.Peerings;

/// <summary>What hangs on a peering besides its record: its stream, and what was imported through it.</summary>
internal interface IPeeringTeardown
{
    /// <summary>Whether there is anything to tear down that takes its time.</summary>
    bool IsNeeded(Peering peering);

    /// <summary>Tells the other side, ends the stream and removes what was imported; done at once where there is nothing.</summary>
    Task TearDownAsync(Peering peering, CancellationToken cancellation);
}

namespace PeeringServer.Conformance.Groups;

/// <summary>The one list of what is recorded and not yet answered equally. What is not on it must be equal; what is on it must differ.</summary>
internal static class PendingGroups
{
    public static IReadOnlyList<PendingGroup> All { get; } =
    [
        // A process that has never held a stream takes some tens of milliseconds more from ACTIVE to the first trust bundle than the script leaves it.
        new("exported-services", "the first moments of a stream") { IsRun = false },
    ];

    public static PendingGroup? Find(string group) => All.SingleOrDefault(pending => pending.Group == group);
}

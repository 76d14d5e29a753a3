namespace PeeringServer.Conformance.Groups;

/// <summary>The one list of what is recorded and not yet answered equally. What is not on it must be equal; what is on it must differ.</summary>
internal static class PendingGroups
{
    public static IReadOnlyList<PendingGroup> All { get; } = [];

    public static PendingGroup? Find(string group) => All.SingleOrDefault(pending => pending.Group == group);
}

using PeeringServer.Conformance.Groups;

namespace PeeringServer.Conformance.Cli;

/// <summary>The one list of recorded command lines that do not do the same yet. What is not on it must be equal; what is on it must differ.</summary>
internal static class PendingCliGroups
{
    public static IReadOnlyList<PendingGroup> All { get; } =
    [
        new("agent-errors", "listeners that close, and DNS") { Steps = ["grpc-tls-port-taken", "dns-port-taken"] },
    ];

    public static PendingGroup? Find(string group) => All.SingleOrDefault(pending => pending.Group == group);
}

using PeeringServer.Conformance.Groups;

namespace PeeringServer.Conformance.Cli;

/// <summary>The one list of recorded command lines that do not do the same yet. What is not on it must be equal; what is on it must differ.</summary>
internal static class PendingCliGroups
{
    private const string Process = "the agent as a process";
    private const string Services = "services";

    public static IReadOnlyList<PendingGroup> All { get; } =
    [
        new("agent-banner", Process) { IsRun = false },
        new("agent-errors", Process) { IsRun = false },
        new("agent-signals", Process) { IsRun = false },
        new("exported-services", Services) { IsRun = false },
        new("read", "regeneration of terminated peerings") { Steps = ["terminated-regenerated-read"] },
        new("validate", Process) { IsRun = false },
    ];

    public static PendingGroup? Find(string group) => All.SingleOrDefault(pending => pending.Group == group);
}

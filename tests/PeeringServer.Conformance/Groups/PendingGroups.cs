namespace PeeringServer.Conformance.Groups;

/// <summary>The one list of what is recorded and not yet answered equally. What is not on it must be equal; what is on it must differ.</summary>
internal static class PendingGroups
{
    private const string ProbedEndpoints = "probed endpoints";
    private const string Services = "services";

    public static IReadOnlyList<PendingGroup> All { get; } =
    [
        new("agent-services", Services),
        new("catalog", Services),
        new("config-entries", Services),
        new("exported-services", Services) { IsRun = false },
        new("kv", ProbedEndpoints),
        new("probes", ProbedEndpoints),
        new("probes-dev", ProbedEndpoints) { Steps = ["probe-2"] },
        new("sessions", ProbedEndpoints),
    ];

    public static PendingGroup? Find(string group) => All.SingleOrDefault(pending => pending.Group == group);
}

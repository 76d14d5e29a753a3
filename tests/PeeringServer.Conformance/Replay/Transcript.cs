namespace PeeringServer.Conformance.Replay;

/// <summary>Everything that came of replaying a group.</summary>
/// <param name="Ports">Ports of each cluster by name.</param>
/// <param name="Steps">The steps in order.</param>
/// <param name="RefusalTraces">Refused writes that changed something, with what was before and after.</param>
/// <param name="LoggedErrors">What the clusters logged as errors.</param>
internal sealed record Transcript(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Ports,
    IReadOnlyList<ReplayedStep> Steps,
    IReadOnlyList<string> RefusalTraces,
    IReadOnlyList<string> LoggedErrors);

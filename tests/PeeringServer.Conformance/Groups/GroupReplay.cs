using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Normalisation;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Groups;

/// <summary>One replay of one group on clusters in this process, shared by the tests that look at it.</summary>
public sealed class GroupReplay
{
    /// <summary>Its clients looked at nodes after a while; those of the others were fast, and here many groups share the machine.</summary>
    private const string Unhurried = "exported-services";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan BeyondTheGroup = TimeSpan.FromMinutes(5);

    private Task<(Transcript Transcript, IReadOnlyList<Difference> Differences)>? _result;

    /// <summary>The replay, started by the first who asks.</summary>
    internal Task<(Transcript Transcript, IReadOnlyList<Difference> Differences)> OfAsync(string group) => _result ??= ReplayAsync(group);

    private static async Task<(Transcript Transcript, IReadOnlyList<Difference> Differences)> ReplayAsync(string name)
    {
        var group = RecordedGroup.Read(name);
        var transcript = await GroupRunner.RunAsync(group, new InProcessLauncher(name == Unhurried ? TimeSpan.Zero : BeyondTheGroup), Deadline);
        return (transcript, Comparison.Compare(group, transcript));
    }
}

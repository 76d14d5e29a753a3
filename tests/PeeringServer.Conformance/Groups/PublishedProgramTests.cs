using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Normalisation;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Groups;

/// <summary>A few groups once more on the program as it is published: configuration file, command line and process are part of the way here.</summary>
[Collection(PublishedProgramGroup.Name)]
public sealed class PublishedProgramTests(PublishedProgram program)
{
    /// <summary>The group that is replayed only here: a cluster in this process cannot be killed.</summary>
    internal const string KillsClusters = "peer-goes-away";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("token-generate")]
    [InlineData("http-paths")]
    [InlineData("dev-mode")]
    [InlineData("response-headers")]
    [InlineData("connect-disabled")]
    [InlineData("establish-over-acceptor")]
    [InlineData("establish-unreachable")]
    [InlineData("lifecycle")]
    [InlineData(KillsClusters)]
    public async Task Answers_OfThePublishedProgram_EqualTheRecordingButForWhatIsPending(string name)
    {
        var group = RecordedGroup.Read(name);

        var transcript = await GroupRunner.RunAsync(group, program.Launcher, Deadline);

        string.Join("\n", PendingGroup.Judge(PendingGroups.Find(name), Comparison.Compare(group, transcript))).Should().BeEmpty();
        transcript.RefusalTraces.Should().BeEmpty();
        transcript.LoggedErrors.Should().BeEmpty();
    }
}

using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Groups;

/// <summary>What holds for every recorded group. One class a group, named after it, so that groups are replayed at the same time.</summary>
public abstract partial class RecordedGroupTests(GroupReplay replay) : IClassFixture<GroupReplay>
{
    private string Group => GroupOf(GetType());

    [Fact]
    public async Task Answers_Replayed_EqualTheRecordingButForWhatIsPending()
    {
        var (_, differences) = await replay.OfAsync(Group);

        string.Join("\n", PendingGroup.Judge(PendingGroups.Find(Group), differences)).Should().BeEmpty();
    }

    [Fact]
    public async Task RefusedWrites_Replayed_ChangeNothing()
    {
        var (transcript, _) = await replay.OfAsync(Group);

        transcript.RefusalTraces.Should().BeEmpty();
    }

    [Fact]
    public async Task Clusters_Replayed_LogNoError()
    {
        var (transcript, _) = await replay.OfAsync(Group);

        transcript.LoggedErrors.Should().BeEmpty();
    }

    /// <summary>The group that a class replays: <c>token-generate</c> for <c>TokenGenerate</c>.</summary>
#pragma warning disable CA1308 // Names of recordings are in lower case.
    internal static string GroupOf(Type tests) => WordStart().Replace(tests.Name, "-").ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex("(?<!^)(?=[A-Z])")]
    private static partial Regex WordStart();
}

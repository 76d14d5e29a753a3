namespace PeeringServer.Conformance.Cli;

public sealed class CliGroupListTests
{
    [Fact]
    public void Recordings_All_AreReplayedOrKnownNotToBe()
    {
        var replayed = typeof(CommandLines).GetNestedTypes().Concat(typeof(Processes).GetNestedTypes()).Where(type => !type.IsAbstract).Select(CliGroupTests.GroupOf);
        var notRun = PendingCliGroups.All.Where(pending => !pending.IsRun).Select(pending => pending.Group);

        replayed.Concat(notRun).Should().BeEquivalentTo(CliGroup.Names);
    }

    [Fact]
    public void PendingGroups_Listed_NameStepsThatAreRecorded()
    {
        foreach (var pending in PendingCliGroups.All)
        {
            pending.Steps.Should().BeSubsetOf(CliGroup.Read(pending.Group).Steps.Select(step => step["id"]?.GetValue<string>() ?? ""), pending.Group);
        }
    }
}

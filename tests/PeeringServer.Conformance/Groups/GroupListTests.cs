using PeeringServer.Conformance.Normalisation;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Groups;

public sealed class GroupListTests
{
    [Fact]
    public void Recordings_All_AreReplayedOrKnownNotToBe()
    {
        var replayed = typeof(InProcess).GetNestedTypes().Select(RecordedGroupTests.GroupOf);
        var notRun = PendingGroups.All.Where(pending => !pending.IsRun).Select(pending => pending.Group);

        replayed.Concat(notRun).Append(PublishedProgramTests.KillsClusters).Should().BeEquivalentTo(RecordedGroup.Names);
    }

    [Fact]
    public void PendingGroups_Listed_NameStepsThatAreRecorded()
    {
        foreach (var pending in PendingGroups.All)
        {
            pending.Steps.Should().BeSubsetOf(RecordedGroup.Read(pending.Group).Steps.Select(step => step.Id), pending.Group);
        }
    }

    [Fact]
    public void Judge_UnlistedStepDiffers_ShowsTheDifference() =>
        PendingGroup.Judge(null, [new Difference("a", "want 1 got 2")]).Should().Equal("want 1 got 2");

    [Fact]
    public void Judge_ListedStepsDiffer_IsContent() =>
        PendingGroup.Judge(new("g", "s") { Steps = ["a"] }, [new Difference("a", "")]).Should().BeEmpty();

    [Fact]
    public void Judge_ListedStepIsEqual_AsksToTakeItOff() =>
        PendingGroup.Judge(new("g", "s") { Steps = ["a", "b"] }, [new Difference("a", "")]).Should().Equal("g: b is equal: take it off the list.");

    [Fact]
    public void Judge_ListedGroupIsEqual_AsksToTakeItOff() =>
        PendingGroup.Judge(new("g", "s"), []).Should().Equal("g is equal in every step: take it off the list.");

    [Fact]
    public void Judge_ListedGroupDiffers_IsContent() =>
        PendingGroup.Judge(new("g", "s"), [new Difference("a", "")]).Should().BeEmpty();
}

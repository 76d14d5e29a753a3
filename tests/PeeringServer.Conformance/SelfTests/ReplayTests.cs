using System.Text.Json.Nodes;
using PeeringServer.Conformance.Normalisation;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

/// <summary>What replays and compares, held against a server that answers exactly what is recorded.</summary>
public sealed class ReplayTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Groups => [.. RecordedGroup.Names];

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task Replay_OfRecordedAnswers_IsEqual(string name)
    {
        var differences = await ReplayAsync(name);

        Comparison.Describe(differences).Should().BeEmpty();
    }

    [Fact]
    public async Task Replay_WithAnotherStatus_ShowsWantedAndGot()
    {
        var differences = await ReplayAsync("dev-mode", "not-found", answer => answer["status"] = 418);

        Comparison.Describe(differences).Should().Be(
            "-- not-found: GET /v1/peering/nope\n   status  want 404\n           got  418\n");
    }

    [Fact]
    public async Task Replay_WithAnotherText_ShowsWantedAndGot()
    {
        var differences = await ReplayAsync("dev-mode", "not-found", answer => answer["text"] = "no \"nope\"");

        Comparison.Describe(differences).Should().Be(
            """
            -- not-found: GET /v1/peering/nope
               body    want {"text":"Peering not found for \"nope\""}
                       got  {"text":"no \"nope\""}

            """);
    }

    [Fact]
    public async Task Replay_WithTheSameMembersInAnotherOrder_ShowsIt()
    {
        var differences = await ReplayAsync(
            "probes", "probe-18", static answer => answer["json"] = new JsonObject(answer["json"]!.AsObject().Reverse().Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));

        Comparison.Describe(differences).Should().Contain("   order   want {\"json\":{\"Servers\":[").And.Contain("got  {\"json\":{\"Index\":");
    }

    [Fact]
    public async Task Replay_WithAnotherComparedHeader_ShowsIt()
    {
        var differences = await ReplayAsync("dev-mode", "not-found", answer => answer["headers"]!["Vary"] = "Origin");

        Comparison.Describe(differences).Should().Contain("\"VARY\":\"Accept-Encoding\"").And.Contain("\"VARY\":\"Origin\"");
    }

    [Fact]
    public async Task Replay_WithAnotherHeaderThatIsNotCompared_IsEqual()
    {
        var differences = await ReplayAsync("dev-mode", "not-found", answer => answer["headers"]!["X-Whatever"] = "1");

        differences.Should().BeEmpty();
    }

    [Fact]
    public async Task Replay_WithAnotherLayout_ShowsWantedAndGot()
    {
        var differences = await ReplayAsync("dev-mode", "read", answer => answer["layout"] = "compact");

        Comparison.Describe(differences).Should().Contain("\"layout\":\"indented-4\"").And.Contain("\"layout\":\"compact\"");
    }

    [Fact]
    public async Task Replay_WithAnotherIdInALaterAnswer_NamesThatStepOnly()
    {
        var differences = await ReplayAsync("dev-mode", "list", answer => answer["json"]![0]!["ID"] = "12345678-1234-1234-1234-123456789012");

        differences.Select(difference => difference.Step).Should().Equal("list");
    }

    [Fact]
    public async Task Replay_WithADifferenceTheRealAgentHasItself_IsEqual()
    {
        var differences = await ReplayAsync("agent-services", "one", answer => answer["json"]!["ContentHash"] = "another");

        differences.Should().BeEmpty();
    }

    [Fact]
    public async Task Replay_WhereAnAnswerThatIsReferredToIsMissing_SaysWhy()
    {
        var differences = await ReplayAsync("establish-same-cluster", "make", answer => answer["json"] = new JsonObject());

        differences.Select(difference => difference.Step).Should().StartWith(["make", "own-token", "own-token-same-name"]);
    }

    private static async Task<IReadOnlyList<Difference>> ReplayAsync(string name, string? changed = null, Action<JsonObject>? change = null)
    {
        var group = RecordedGroup.Read(name);
        var launcher = new ScriptedLauncher(group, (step, answer) =>
        {
            if (step.Id == changed)
            {
                change!(answer);
            }
        });
        return Comparison.Compare(group, await GroupRunner.RunAsync(group, launcher, Deadline));
    }
}

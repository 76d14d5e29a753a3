using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Tests.CommandLine.Client;

public sealed class WaitCommandTests
{
    [Fact]
    public async Task Wait_UntilActive_PrintsThePathOfStates()
    {
        await using var agent = new ScriptedAgent(Peering("PENDING"), Peering("PENDING"), Peering("ESTABLISHING"), Peering("ACTIVE"));

        var run = await ClientRun.Of(null, "peering", "wait", "-name=west", "-state=ACTIVE", "-timeout=30s", $"-http-addr={agent.Address}");

        run.Should().Be(new CommandRun(0, "PENDING -> ESTABLISHING -> ACTIVE\n", ""));
    }

    [Fact]
    public async Task Wait_UntilGone_TakesAMissingPeeringForNone()
    {
        await using var agent = new ScriptedAgent(Peering("DELETING"), ScriptedAgent.Answer("Peering not found", "404 Not Found"));

        var run = await ClientRun.Of(null, "peering", "wait", "-name=west", "-state=NONE", $"-http-addr={agent.Address}");

        run.Should().Be(new CommandRun(0, "DELETING -> NONE\n", ""));
    }

    [Fact]
    public async Task Wait_OutOfTime_ExitsWithTwo()
    {
        await using var agent = new ScriptedAgent(Peering("PENDING"));

        var run = await ClientRun.Of(null, "peering", "wait", "-name=west", "-timeout=0s", $"-http-addr={agent.Address}");

        run.Should().Be(new CommandRun(2, "", "Timed out after 0s waiting for west to be ACTIVE: PENDING\n"));
    }

    [Fact]
    public async Task Wait_ForAnAgentThatDoesNotAnswer_IsOverInTimeAllTheSame()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var run = await ClientRun.Of(null, "peering", "wait", "-name=west", "-timeout=50ms", $"-http-addr={silent.LocalEndpoint}").WaitAsync(TimeSpan.FromSeconds(20));

        run.Should().Be(new CommandRun(2, "", "Timed out after 50ms waiting for west to be ACTIVE: no answer\n"));
    }

    [Theory]
    [InlineData("Missing the required -name flag\n", "-state=ACTIVE")]
    [InlineData("Invalid state, valid states are {UNDEFINED|PENDING|ESTABLISHING|ACTIVE|FAILING|DELETING|TERMINATED|NONE}\n", "-name=west", "-state=active")]
    public async Task Wait_FlagsThatMakeNoSense_AreRefusedBeforeAnyRequest(string error, params string[] flags) =>
        (await ClientRun.Of(null, ["peering", "wait", .. flags])).Should().Be(new CommandRun(1, "", error));

    [Fact]
    public async Task Wait_TimeoutThatIsNone_IsABadFlag() =>
        (await ClientRun.Of(null, "peering", "wait", "-name=west", "-timeout=soon")).Error.Should().StartWith("invalid value \"soon\" for flag -timeout: parse error\nUsage:\n");

    private static string Peering(string state) => ScriptedAgent.Answer($$"""{"Name":"west","State":"{{state}}"}""");
}

namespace PeeringServer.Tests.CommandLine.Client;

public sealed class OperationsTests
{
    private const string Members = """
        [{"Name":"b","Addr":"::1","Port":8301,"Status":4,"Tags":{"role":"node","segment":"","vsn":"2","dc":"dc1","build":"1.21.4:abc"}},
         {"Name":"a","Addr":"127.0.0.1","Port":8301,"Status":1,"Tags":{"role":"consul","vsn":"2","dc":"dc1","build":"1.21.4"}}]
        """;

    [Fact]
    public async Task Members_All_AreInATable()
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer(Members));

        var run = await ClientRun.Of(null, "members", $"-http-addr={agent.Address}");

        run.Output.Should().Be(
            "Node  Address         Status  Type    Build   Protocol  DC   Partition  Segment\n"
            + "a     127.0.0.1:8301  alive   server  1.21.4  2         dc1  default    <all>\n"
            + "b     [::1]:8301      failed  client  1.21.4  2         dc1  default    <default>\n");
    }

    [Fact]
    public async Task Members_OfAStatus_AreTheOnlyOnes()
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer(Members));

        var run = await ClientRun.Of(null, "members", "-detailed", "-status=^alive$", $"-http-addr={agent.Address}");

        run.Output.Should().Be("Node  Address         Status  Tags\na     127.0.0.1:8301  alive   build=1.21.4,dc=dc1,role=consul,vsn=2\n");
    }

    [Fact]
    public async Task Members_NoneOfAStatus_ExitsWithTwo()
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer(Members));

        (await ClientRun.Of(null, "members", "-status=left", $"-http-addr={agent.Address}")).Should().Be(new CommandRun(2, "", ""));
    }

    [Theory]
    [InlineData("/v1/agent/members?segment=_all HTTP/1.1")]
    [InlineData("/v1/agent/members?segment=_all&wan=1 HTTP/1.1", "-wan")]
    [InlineData("/v1/agent/members?filter=Name+%3D%3D+a&partition=p&segment=x HTTP/1.1", "-filter=Name == a", "-segment=x", "-partition=p")]
    public async Task Members_Asked_SendWhatConsulSends(string target, params string[] flags)
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer("[]"));

        await ClientRun.Of(null, ["members", $"-http-addr={agent.Address}", .. flags]);

        agent.Requests.Should().ContainSingle().Which.Should().StartWith($"GET {target}\r\n");
    }

    [Theory]
    [InlineData("[", "missing closing ]: `[`")]
    [InlineData("a[b", "missing closing ]: `[b`")]
    [InlineData("(a", "missing closing ): `(a`")]
    [InlineData("a)", "unexpected ): `a)`")]
    [InlineData("*", "missing argument to repetition operator: `*`")]
    [InlineData("a\\", "trailing backslash at end of expression: ``")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: `(?=a)`")]
    public async Task Members_OfAStatusThatIsNoExpression_AreRefusedInGosWords(string pattern, string fault) =>
        (await ClientRun.Of(null, "members", "-http-addr=127.0.0.1:1", $"-status={pattern}")).Should().Be(new CommandRun(1, "", $"Failed to compile status regexp: error parsing regexp: {fault}\n"));

    [Fact]
    public async Task Health_OfAServer_IsItsReadiness()
    {
        await using var ready = new ScriptedAgent(ScriptedAgent.Answer("{}"));
        await using var failing = new ScriptedAgent(ScriptedAgent.Answer("", "500 Internal Server Error"));

        (await ClientRun.Of(null, "health", $"-http-addr={ready.Address}")).Should().Be(new CommandRun(0, "Ready\n", ""));
        (await ClientRun.Of(null, "health", $"-http-addr={failing.Address}")).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Info_Figures_AreInOrder()
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer("""{"Config":{"Server":true},"Coord":null,"Stats":{"raft":{"term":"2","state":"Leader"},"agent":{"checks":"0"}}}"""));

        (await ClientRun.Of(null, "info", $"-http-addr={agent.Address}")).Should().Be(new CommandRun(0, "agent:\n\tchecks = 0\nraft:\n\tstate = Leader\n\tterm = 2\n", ""));
    }

    [Theory]
    [InlineData("reload", "PUT /v1/agent/reload HTTP/1.1", "Configuration reload triggered\n")]
    [InlineData("leave", "PUT /v1/agent/leave HTTP/1.1", "Graceful leave complete\n")]
    public async Task Orders_Obeyed_SaySo(string command, string request, string output)
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer(""));

        (await ClientRun.Of(null, command, $"-http-addr={agent.Address}")).Should().Be(new CommandRun(0, output, ""));
        agent.Requests.Should().ContainSingle().Which.Should().StartWith(request);
    }

    [Theory]
    [InlineData("members", "Error retrieving members")]
    [InlineData("info", "Error querying agent")]
    [InlineData("reload", "Error reloading")]
    [InlineData("leave", "Error leaving")]
    public async Task Orders_Refused_SayWhy(string command, string error)
    {
        await using var agent = new ScriptedAgent(ScriptedAgent.Answer("Permission denied", "403 Forbidden"));

        (await ClientRun.Of(null, command, $"-http-addr={agent.Address}")).Should().Be(new CommandRun(1, "", $"{error}: Unexpected response code: 403 (Permission denied)\n"));
    }
}

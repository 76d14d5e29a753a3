using System.Text.Json;

namespace PeeringServer.Tests.CommandLine;

public sealed class VersionCommandTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("version", "-format=pretty")]
    public async Task Version_Pretty_IsThreeLinesAndAnEmptyOne(params string[] words)
    {
        var run = await CommandRun.Of(words);

        run.ExitCode.Should().Be(0);
        run.Output.Should().MatchRegex(
            @"^Consul v1\.21\.4\nBuild Date \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\nProtocol 2 spoken by default, understands 2 to 3 \(agent will automatically use protocol >2 when speaking to compatible agents\)\n\n$");
    }

    [Fact]
    public async Task Version_Json_IsOneObjectIndentedByThree()
    {
        var run = await CommandRun.Of("version", "-format=json");

        run.Output.Should().StartWith("{\n   \"Version\": \"1.21.4\",\n   \"Revision\": \"\",\n").And.EndWith("\n   }\n}\n");
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("RPC").GetProperty("Max").GetInt32().Should().Be(3);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("")]
    [InlineData("JSON")]
    public async Task Version_OtherFormat_IsRefused(string format)
    {
        var run = await CommandRun.Of("version", "-format=" + format);

        run.Should().Be(new CommandRun(1, "", $"Unknown format: {format}\n"));
    }
}

using System.Text.Json;

namespace PeeringServer.Tests.Image;

/// <summary>The image itself, built without a registry and run read-only.</summary>
public sealed class BuiltImageTests(BuiltImage image) : IClassFixture<BuiltImage>
{
    [BuildahFact]
    public async Task Image_Configuration_IsThatOfADropIn()
    {
        using var description = JsonDocument.Parse(await image.InspectAsync());
        var config = description.RootElement.GetProperty("Docker").GetProperty("config");

        config.GetProperty("User").GetString().Should().Be("consul");
        Strings(config.GetProperty("Entrypoint")).Should().Equal("entrypoint");
        Strings(config.GetProperty("Cmd")).Should().Equal("agent", "-dev", "-client", "0.0.0.0");
        Strings(config.GetProperty("Healthcheck").GetProperty("Test")).Should().Equal("CMD", "healthcheck");
        Names(config.GetProperty("Volumes")).Should().Equal("/consul/data");
        Names(config.GetProperty("ExposedPorts")).Should().BeEquivalentTo(
            "8300/tcp", "8301/tcp", "8301/udp", "8302/tcp", "8302/udp", "8500/tcp", "8502/tcp", "8503/tcp", "8600/tcp", "8600/udp");
        Strings(config.GetProperty("Env")).Should().Contain("ASPNETCORE_HTTP_PORTS=").And.Contain("DOTNET_EnableDiagnostics=0");
    }

    [BuildahFact]
    public async Task Image_Content_IsWhatUsersCall()
    {
        const string Script = """
            id -u consul; id -g consul
            readlink /usr/local/bin/consul
            stat -c '%a %U:%G' /consul/config /consul/data
            command -v sh curl jq ip wget peering-server
            """;

        var result = await RunAsync("12345:12345", "sh", "-c", Script);

        result.Output.Split('\n').Should().StartWith(["100", "1000", "peering-server", "1777 consul:consul", "1777 consul:consul"]);
        result.ExitCode.Should().Be(0, result.Error);
    }

    [BuildahFact]
    public async Task Version_InAContainer_IsThatOfTheProgramAndNothingElse()
    {
        var result = await RunAsync("100:1000", "version", "-format=json");

        result.ExitCode.Should().Be(0, result.Error);
        using var version = JsonDocument.Parse(result.Output);
        version.RootElement.GetProperty("Version").GetString().Should().Be("1.21.4");
    }

    [BuildahFact]
    public Task Server_StartedAsRoot_RunsAsConsul() => ServesAsync("0:0", "100", "1000");

    [BuildahFact]
    public Task Server_StartedAsConsul_Runs() => ServesAsync("100:1000", "100", "1000");

    [BuildahFact]
    public Task Server_StartedAsAnyUser_Runs() => ServesAsync("12345:54321", "12345", "54321");

    private async Task ServesAsync(string user, string uid, string gid)
    {
        using var server = await ContainerServer.StartAsync(image, user);

        var health = await RunAsync(user, [("CONSUL_HTTP_ADDR", server.Address)], "healthcheck");
        var token = await RunAsync(user, "curl", "-sS", "--fail-with-body", "-d", """{"PeerName": "cluster-02"}""", $"http://{server.Address}/v1/peering/token");
        var status = await File.ReadAllLinesAsync($"/proc/{server.Id}/status");

        health.ExitCode.Should().Be(0, health.Error);
        token.ExitCode.Should().Be(0, token.Output + token.Error);
        token.Output.Should().Contain("PeeringToken");
        status.Should().Contain($"Uid:\t{uid}\t{uid}\t{uid}\t{uid}").And.Contain($"Gid:\t{gid}\t{gid}\t{gid}\t{gid}");
        (await server.StopAsync("TERM")).Should().Be(1, "a server of Consul's exits with 1 on TERM");

        var gone = await RunAsync(user, [("CONSUL_HTTP_ADDR", server.Address)], "healthcheck");
        gone.ExitCode.Should().NotBe(0);
    }

    private Task<ProcessResult> RunAsync(string user, params string[] arguments) => RunAsync(user, [], arguments);

    private async Task<ProcessResult> RunAsync(string user, (string Name, string Value)[] variables, params string[] arguments) =>
        await ProcessRun.RunAsync("unshare", await image.ContainerAsync(user, arguments), ContainerVariables.With(variables));

    private static string?[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(static item => item.GetString())];

    private static string[] Names(JsonElement members) => [.. members.EnumerateObject().Select(static member => member.Name)];
}

using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Client;
using PeeringServer.Testing;

namespace PeeringServer.Persistence.Tests;

/// <summary>The snapshot commands, against servers in this process.</summary>
public sealed class SnapshotCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task State_SavedInspectedAndRestored_IsThereAgain()
    {
        await using var source = await ConsulCluster.StartAsync();
        await using var target = await ConsulCluster.StartAsync();
        (await source.Client.PutAsync("/v1/kv/a", new StringContent("b"))).EnsureSuccessStatusCode();
        var file = _folder["state.snap"];

        (await RunAsync("save", $"-http-addr={source.Address.Authority}", file)).Should().Match<(int Code, string Output, string Error)>(
            static run => run.Code == 0 && run.Output.StartsWith("Saved and verified snapshot to index "));
        (await RunAsync("inspect", file)).Output.Should().Contain("Trust domain");
        (await RunAsync("restore", $"-http-addr={target.Address.Authority}", file)).Should().Be((0, "Restored snapshot\n", ""));
        (await RunAsync("restore", $"-data-dir={_folder["new"]}", file)).Should().Be((0, "Restored snapshot\n", ""));

        (await target.Client.GetStringAsync("/v1/kv/a?raw")).Should().Be("b");
        (await RunAsync("restore", $"-data-dir={_folder["new"]}", file)).Should().Match<(int Code, string Output, string Error)>(
            static run => run.Code == 1 && run.Error.Contains("holds state already"));
    }

    [Fact]
    public async Task State_OfAnotherNode_LeavesTheServerThatRuns()
    {
        await using var source = await ConsulCluster.StartAsync(static options => options with { Cluster = options.Cluster with { NodeName = "source" } });
        await using var target = await ConsulCluster.StartAsync(static options => options with { Cluster = options.Cluster with { NodeName = "target" } });
        var file = await source.Client.GetByteArrayAsync("/_emulator/snapshot");

        using var restored = await target.Client.PutAsync("/_emulator/snapshot", new ByteArrayContent(file));

        restored.IsSuccessStatusCode.Should().BeTrue();
        var instances = System.Text.Json.JsonDocument.Parse(await target.Client.GetStringAsync("/v1/health/service/consul?passing")).RootElement.EnumerateArray();
        instances.Select(static instance => instance.GetProperty("Node").GetProperty("Node").GetString()).Should().Equal("target");
    }

    [Theory]
    [InlineData("?token={0}", null, null)]
    [InlineData("", "{0}", null)]
    [InlineData("", null, "Bearer {0}")]
    [InlineData("?token={0}", "other", "Bearer other")]
    [InlineData("?token=", "{0}", "Bearer other")]
    public async Task Token_SentInAnyWay_IsFoundAsElsewhere(string query, string? header, string? authorization)
    {
        const string management = "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10";
        await using var cluster = await ConsulCluster.StartAsync(static options => options with
        {
            Cluster = options.Cluster with { Acl = new() { Enabled = true, DefaultPolicy = Core.Acl.AclDefaultPolicy.Deny, InitialManagementToken = management, DefaultToken = "nobody" } },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_emulator/snapshot" + string.Format(System.Globalization.CultureInfo.InvariantCulture, query, management));
        foreach (var (name, value) in new[] { ("X-Consul-Token", header), ("Authorization", authorization) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value.Replace("{0}", management, StringComparison.Ordinal));
            }
        }

        using var answer = await cluster.Client.SendAsync(request);

        answer.IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Token_NotSent_IsTheAgentsDefault()
    {
        const string management = "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10";
        await using var cluster = await ConsulCluster.StartAsync(static options => options with
        {
            Cluster = options.Cluster with { Acl = new() { Enabled = true, DefaultPolicy = Core.Acl.AclDefaultPolicy.Deny, InitialManagementToken = management, DefaultToken = management } },
        });

        using var answer = await cluster.Client.GetAsync("/_emulator/snapshot");

        answer.IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Server_ThatRefusesOrIsNotThere_IsToldAndLeavesNoFile()
    {
        await using var cluster = await ConsulCluster.StartAsync(static options => options with
        {
            Cluster = options.Cluster with { Acl = new() { Enabled = true, DefaultPolicy = Core.Acl.AclDefaultPolicy.Deny, InitialManagementToken = "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10" } },
        });
        var file = _folder["state.snap"];

        (await RunAsync("save", $"-http-addr={cluster.Address.Authority}", file)).Error.Should().StartWith("Error saving snapshot: Unexpected response code: 403 (");
        (await RunAsync("save", "-http-addr=127.0.0.1:1", file)).Error.Should().StartWith("Error saving snapshot: ").And.Contain("connection refused");
        File.Exists(file).Should().BeFalse();
        (await RunAsync("save", $"-http-addr={cluster.Address.Authority}", "-token=8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10", file)).Code.Should().Be(0);
    }

    [Fact]
    public async Task File_MissingOrNoSnapshot_IsTold()
    {
        var file = _folder["other"];
        await File.WriteAllTextAsync(file, "no snapshot");

        (await RunAsync("inspect")).Should().Be((1, "", "This command takes one argument: FILE\n"));
        (await RunAsync("save", "a", "b")).Should().Be((1, "", "This command takes one argument: FILE\n"));
        (await RunAsync("restore", file)).Error.Should().Contain("no snapshot that can be read here");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var environment = new ClientEnvironment(static _ => null, AppContext.BaseDirectory, TimeProvider.System);

        // A client command waits for its answer where it stands: not on the thread that the server in this process may need.
        var code = await Task.Run(() => CommandDispatcher.RunAsync(ConsulCommands.Create(environment), ["snapshot", .. words], new CommandStreams(output, error)));
        return (code, output.ToString(), error.ToString());
    }
}

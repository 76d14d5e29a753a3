using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Cli;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Launches;

/// <summary>A server as the Go test library launches it: the version first, then a configuration file of a fixed shape, then a second by second loop until it leads.</summary>
internal sealed class SdkServer : IAsyncDisposable
{
    private const int Launches = 3;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(7);
    private static readonly string[] PortNames = ["http", "https", "grpc", "grpc_tls", "server", "serf_lan", "serf_wan", "dns"];

    private readonly TemporaryDirectory _folder;

    private SdkServer(TemporaryDirectory folder, LaunchedAgent agent, JsonObject ports)
    {
        _folder = folder;
        Agent = agent;
        Ports = ports;
    }

    public LaunchedAgent Agent { get; }

    public JsonObject Ports { get; }

    /// <summary>As the tests of the Go client do, it launches again where a whole launch failed, and gives up after the third; others launch once.</summary>
    public static async Task<SdkServer> StartAsync(string program, Action<JsonObject>? configure = null, bool waitForLeader = true, int launches = Launches)
    {
        for (var left = launches - 1; ; left--)
        {
            try
            {
                return await LaunchAsync(program, configure, waitForLeader);
            }
            catch (TimeoutException) when (left > 0)
            {
                // The next launch has ports and a folder of its own.
            }
        }
    }

    /// <summary>Waits as the library does for a server to know itself: its node, and that node's own check.</summary>
    public async Task WaitForSerfCheckAsync()
    {
        var nodes = await Agent.UntilAsync("/v1/catalog/nodes?index=0", static nodes => nodes!.AsArray().Count > 0, Budget, Step);
        await Agent.UntilAsync($"/v1/health/node/{nodes![0]!["Node"]}", static checks => checks!.AsArray().Any(static check => (string)check!["CheckID"]! == "serfHealth"), Budget, Step);
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<SdkServer> LaunchAsync(string program, Action<JsonObject>? configure, bool waitForLeader)
    {
        var folder = new TemporaryDirectory();
        var version = JsonNode.Parse(await LaunchedAgent.RunAsync(program, folder, "version", "-format=json"))!;
        var ports = new JsonObject(FreePorts.For(PortNames).Select(static port => KeyValuePair.Create(port.Key, (JsonNode?)port.Value)));
        TlsFiles.Write(folder.Path);
        var configuration = Configuration(folder.Path, ports, (string)version["Version"]!);
        configure?.Invoke(configuration);
        var file = Path.Combine(folder.Path, "config.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());
        var server = new SdkServer(folder, LaunchedAgent.Start(program, folder, (int)ports["http"]!, "-config-file", file), ports);
        try
        {
            // The library asks for two seconds whatever it hears, and goes by the last answer: any will do, but there must be one.
            await server.Agent.UntilAsync("/v1/status/leader", static _ => true, ProbeTime, Step);
            if (waitForLeader)
            {
                await server.Agent.UntilAsync("/v1/status/leader", static leader => leader is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.ToString().Length > 0, Budget, Step);
            }

            await server.Agent.UntilAsync("/v1/agent/connect/ca/roots", static roots => roots?["ActiveRootID"]?.ToString().Length > 0 && roots["Roots"]!.AsArray().Count > 0, Budget, Step);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static JsonObject Configuration(string folder, JsonObject ports, string version) => new()
    {
        ["node_name"] = $"node-{Guid.NewGuid()}",
        ["node_id"] = Guid.NewGuid().ToString(),
        ["performance"] = new JsonObject { ["raft_multiplier"] = 1 },
        ["bootstrap"] = true,
        ["server"] = true,
        ["data_dir"] = Path.Combine(folder, "sdk", "data"),
        ["segments"] = null,
        ["disable_update_check"] = true,
        ["log_level"] = "debug",
        ["bind_addr"] = "127.0.0.1",
        ["addresses"] = new JsonObject(),
        ["ports"] = ports.DeepClone(),
        ["acl"] = new JsonObject { ["tokens"] = new JsonObject() },
        ["connect"] = new JsonObject { ["enabled"] = true, ["ca_config"] = new JsonObject { ["cluster_id"] = "11111111-2222-3333-4444-555555555555" } },
        ["skip_leave_on_interrupt"] = true,
        ["peering"] = new JsonObject { ["enabled"] = true },
        ["version"] = version,
    };
}

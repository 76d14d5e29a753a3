using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Cli;

/// <summary>Replays a group of command lines on fresh clusters.</summary>
internal sealed class CliGroupRunner : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryDirectory _directory = new();
    private readonly CliPorts _ports = new();
    private readonly Dictionary<string, AgentHost> _clusters = new(StringComparer.Ordinal);
    private readonly List<CliStepRun> _runs = [];
    private readonly CliGroup _group;
    private readonly CliTemplates _templates;
    private readonly StubAgent? _stub;
    private readonly ICommandLine _commandLine;

    private CliGroupRunner(CliGroup group, ICommandLine commandLine)
    {
        _group = group;
        _commandLine = commandLine;
        _templates = new CliTemplates(_directory.Path, _ports);
        _stub = group.HasStub ? new StubAgent() : null;
    }

    /// <summary>Runs the group's steps.</summary>
    /// <returns>What came of the command lines, normalised.</returns>
    public static async Task<IReadOnlyList<(string Step, JsonObject Facts)>> RunAsync(CliGroup group, ICommandLine commandLine, CancellationToken cancellationToken)
    {
        await using var runner = new CliGroupRunner(group, commandLine);
        await runner.StartAsync(cancellationToken);
        foreach (var step in group.Steps)
        {
            await runner.RunAsync(step, cancellationToken);
        }

        return [.. CliNormaliser.Normalise(runner._runs, new CliNames(runner._ports, group.HasStub))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters.Values)
        {
            await cluster.DisposeAsync();
        }

        if (_stub is not null)
        {
            await _stub.DisposeAsync();
        }

        _ports.Dispose();
        _directory.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_group.HasTlsFiles)
        {
            TlsFiles.Write(_directory.Path);
        }

        if (_stub is not null)
        {
            _ports.Add("stub", "http", _stub.Port);
        }

        var launcher = new CliClusterLauncher(_templates.Fill, _directory.Path);
        foreach (var cluster in _group.Clusters)
        {
            var host = await launcher.StartAsync(cluster, _clusters.Count, cancellationToken);
            var name = cluster.Recorded.Name;
            _clusters.Add(name, host);
            _ports.Add(name, "http", host.BoundPorts.Http);
            _ports.Add(name, "https", host.BoundPorts.Https);
            _ports.Add(name, "grpc_tls", host.BoundPorts.GrpcTls);
        }
    }

    private async Task RunAsync(JsonObject step, CancellationToken cancellationToken)
    {
        if (step.ContainsKey("argv"))
        {
            await CommandAsync(step, cancellationToken);
        }
        else if (step["request"] is JsonArray request)
        {
            await SendAsync(At(step), request[0]!.GetValue<string>(), request[1]!.GetValue<string>(), _templates.Fill(step["json"]), cancellationToken);
        }
        else if (step["waitFor"] is { } peering)
        {
            await WaitAsync(At(step), peering.GetValue<string>(), step["until"]!.AsObject(), cancellationToken);
        }
        else if (step["stop"] is { } stopped)
        {
            await _clusters[stopped.GetValue<string>()].StopAsync(cancellationToken);
        }
        else if (step["listen"] is { } port)
        {
            _ports.Listen(port.GetValue<string>());
        }
        else
        {
            throw new NotSupportedException($"No step of this kind is replayed: {step.ToJsonString()}");
        }
    }

    private async Task CommandAsync(JsonObject step, CancellationToken cancellationToken)
    {
        foreach (var (name, content) in step["files"]?.AsObject() ?? [])
        {
            var file = Path.Combine(_directory.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, _templates.Fill(content is JsonValue text ? text.GetValue<string>() : content!.ToJsonString()), cancellationToken);
        }

        foreach (var name in step["dirs"]?.AsArray() ?? [])
        {
            Directory.CreateDirectory(Path.Combine(_directory.Path, name!.GetValue<string>()));
        }

        _stub?.Begin(step["answers"]?.AsArray());
        var words = step["argv"]!.AsArray().Select(word => _templates.Fill(word!.GetValue<string>())).ToList();
        var environment = (step["env"]?.AsObject() ?? []).ToDictionary(variable => variable.Key, variable => _templates.Fill(variable.Value!.GetValue<string>()), StringComparer.Ordinal);
        var id = step["id"]!.GetValue<string>();
        if (step["agent"] is JsonObject plan)
        {
            var (agent, isRunning) = await AgentProcess.RunAsync(words, _directory.Path, _templates.Fill(plan)!.AsObject(), cancellationToken);
            var output = AgentOutput.Read(Hide(agent.Output));
            _runs.Add(new CliStepRun(id, null, false, Hidden(agent) with { Output = output.Text }, null) { Agent = output, IsStillRunning = isRunning, HadSignals = plan["signals"] is not null });
            return;
        }

        var run = await _commandLine.RunAsync(words, environment, _directory.Path, cancellationToken);
        if (step["save"] is { } name2)
        {
            var printed = run.Output.Trim();
            _templates.Keep(name2.GetValue<string>(), printed.StartsWith('{') ? JsonNode.Parse(printed)!["PeeringToken"]!.GetValue<string>() : printed);
        }

        _runs.Add(new CliStepRun(id, step["at"]?.GetValue<string>(), step["loose"]?.GetValue<bool>() ?? false, Hidden(run), _stub?.Requests));
    }

    private CommandRun Hidden(CommandRun run) => run with { Output = Hide(run.Output), Error = Hide(run.Error) };

    private string Hide(string text) =>
        text.Replace(_directory.Path, "<dir>", StringComparison.Ordinal).Replace(Uri.EscapeDataString(_directory.Path), "<dir>", StringComparison.Ordinal);

    private CliCluster At(JsonObject step) => _group.Clusters.Single(cluster => cluster.Recorded.Name == step["at"]!.GetValue<string>());

    private Task<ExchangeAnswer> SendAsync(CliCluster at, string method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = at.Recorded.Acl ? [new("X-Consul-Token", ClusterConfiguration.ManagementToken)] : [];
        var server = new IPEndPoint(IPAddress.Loopback, _clusters[at.Recorded.Name].BoundPorts.Http);
        return HttpExchange.SendAsync(server, new ScriptedRequest(method, path, headers, body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString())), cancellationToken);
    }

    /// <summary>Repeats a read until a peering is as the script wants it; the caller's deadline ends it otherwise.</summary>
    private async Task WaitAsync(CliCluster at, string peering, JsonObject until, CancellationToken cancellationToken)
    {
        while (!IsReached(await SendAsync(at, "GET", $"/v1/peering/{peering}", null, cancellationToken), until))
        {
            await ScriptPause.WaitAsync(BetweenTries, cancellationToken);
        }
    }

    private static bool IsReached(ExchangeAnswer answer, JsonObject until)
    {
        if (until["gone"] is not null)
        {
            return answer.Status == 404;
        }

        var stream = answer.Json?["StreamStatus"] as JsonObject ?? [];
        return answer.Status == 200
            && (until["State"] is not { } state || JsonNode.DeepEquals(answer.Json!["State"], state))
            && (until["set"]?.AsArray() ?? []).All(name => stream[name!.GetValue<string>()] is not null)
            && (until["counts"]?.AsObject() ?? []).All(count => (stream[count.Key] as JsonArray)?.Count == count.Value!.GetValue<int>());
    }
}

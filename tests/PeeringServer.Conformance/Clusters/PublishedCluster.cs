using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>A cluster in a process of its own, with a data directory that outlives the process.</summary>
internal sealed class PublishedCluster(string program, RecordedCluster cluster, IReadOnlyDictionary<string, int> ports) : IClusterUnderTest
{
    private static readonly TimeSpan ReadyDeadline = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    public string Name => cluster.Name;

    public IPEndPoint Http => new(IPAddress.Loopback, ports["http"]);

    public IReadOnlyDictionary<string, int> Ports => ports;

    public ulong? StateIndex => null;

    public IReadOnlyList<string> LoggedErrors => [.. _log.Where(line => line.Contains("[ERROR]", StringComparison.Ordinal))];

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(cancellationToken);
            process.Dispose();
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(_directory.Path, "config.json");
        var configuration = ClusterConfiguration.Create(cluster, ports, Path.Combine(_directory.Path, "data"));
        await File.WriteAllTextAsync(file, configuration.ToJsonString(), cancellationToken);
        string[] arguments = ["agent", "-config-file", file, .. cluster.Dev ? ["-dev"] : Array.Empty<string>()];
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync(_process, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None);
        _directory.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _log.Enqueue(line.Data);
        }
    }

    /// <summary>Asks until it answers: a process of its own gives no other sign.</summary>
    private async Task ReadyAsync(Process process, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(ReadyDeadline);
        var request = new ScriptedRequest("GET", cluster.ReadyPath, cluster.Acl ? [new("X-Consul-Token", ClusterConfiguration.ManagementToken)] : [], null);
        while (!await AnswersAsync(request, deadline.Token))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{string.Join('\n', _log)}");
            }

            await ScriptPause.WaitAsync(BetweenTries, deadline.Token);
        }
    }

    private async Task<bool> AnswersAsync(ScriptedRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await HttpExchange.SendAsync(Http, request, cancellationToken);
            return answer.Status == 200 && answer.Json switch
            {
                JsonObject { Count: > 0 } json => !json.ContainsKey("Roots") || json["Roots"] is JsonArray { Count: > 0 },
                JsonValue text => text.ToString().Length > 0,
                JsonArray items => items.Count > 0,
                _ => false,
            };
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Replay;

/// <summary>Replays a recorded group on fresh clusters and keeps every answer.</summary>
internal sealed class GroupRunner(IClusterLauncher launcher)
{
    private const string Active = "ACTIVE";

    private static readonly TimeSpan RepeatUnlessToldOtherwise = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, IClusterUnderTest> _clusters = [];
    private readonly Dictionary<string, Task<ExchangeAnswer>> _background = [];
    private readonly ScriptValues _values = new();
    private readonly RefusalWatch _refusals = new();

    public static async Task<Transcript> RunAsync(RecordedGroup group, IClusterLauncher launcher, TimeSpan deadline)
    {
        using var cancellation = new CancellationTokenSource(deadline);
        return await new GroupRunner(launcher).RunAsync(group, cancellation.Token);
    }

    private async Task<Transcript> RunAsync(RecordedGroup group, CancellationToken cancellationToken)
    {
        var steps = new List<ReplayedStep>();
        Dictionary<string, IReadOnlyDictionary<string, int>> ports = [];
        try
        {
            foreach (var cluster in group.Clusters)
            {
                var started = _clusters[cluster.Name] = await launcher.StartAsync(cluster, cancellationToken);
                ports[cluster.Name] = started.Ports;
            }

            foreach (var step in group.Steps)
            {
                steps.Add(await ReplayAsync(step, cancellationToken));
            }
        }
        finally
        {
            foreach (var cluster in _clusters.Values)
            {
                await cluster.DisposeAsync();
            }
        }

        var errors = _clusters.Values.SelectMany(cluster => cluster.LoggedErrors.Select(error => $"{cluster.Name}: {error}"));
        return new Transcript(ports, steps, _refusals.Traces, [.. errors]);
    }

    private async Task<ReplayedStep> ReplayAsync(RecordedStep step, CancellationToken cancellationToken)
    {
        try
        {
            return new ReplayedStep(step, await DoAsync(step, cancellationToken), null);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A step that refers to an answer that never came says nothing about the steps after it.
            return new ReplayedStep(step, null, failure);
        }
    }

    private async Task<ExchangeAnswer?> DoAsync(RecordedStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case { Pause: { } pause }:
                await ScriptPause.WaitAsync(pause, cancellationToken);
                return null;
            case { Kill: { } killed }:
                await _clusters[killed].KillAsync(cancellationToken);
                return null;
            case { Restart: { } restarted }:
                await _clusters[restarted].RestartAsync(cancellationToken);
                return null;
            case { Background: true }:
                _background[step.Id] = SendAsync(step, cancellationToken);
                await ScriptPause.WaitAsync(ScriptPause.HeadStart, cancellationToken);
                return null;
            case { Await: { } awaited }:
                return Captured(awaited, await _background[awaited]);
            case { Until: { } until }:
                return Captured(step.Id, await RepeatAsync(step, until, cancellationToken));
            default:
                return Captured(step.Id, await _refusals.SendAsync(step, _clusters[step.At], () => SendAsync(step, cancellationToken), cancellationToken));
        }
    }

    private Task<ExchangeAnswer> SendAsync(RecordedStep step, CancellationToken cancellationToken) =>
        HttpExchange.SendAsync(_clusters[step.At].Http, _values.Request(step), cancellationToken);

    /// <summary>Repeats a request until what it asks for holds, or its time is over.</summary>
    private async Task<ExchangeAnswer> RepeatAsync(RecordedStep step, JsonObject until, CancellationToken cancellationToken)
    {
        var within = until["withinMs"] is { } given ? TimeSpan.FromMilliseconds(given.GetValue<int>()) : RepeatUnlessToldOtherwise;
        var watch = Stopwatch.StartNew();
        var seen = new List<string>();
        while (true)
        {
            var answer = await SendAsync(step, cancellationToken);
            var state = JsonText.Write((answer.Json as JsonObject)?["State"] ?? answer.Status);
            if (seen.LastOrDefault() != state)
            {
                seen.Add(state);
            }

            if (Holds(until, answer))
            {
                if ((string?)until["equals"] == Active)
                {
                    await ScriptPause.WaitAsync(ScriptPause.AfterActive, cancellationToken);
                }

                return answer;
            }

            if (watch.Elapsed > within)
            {
                return answer with { GaveUpAfter = seen };
            }

            await ScriptPause.WaitAsync(step.Every, cancellationToken);
        }
    }

    private static bool Holds(JsonObject until, ExchangeAnswer answer)
    {
        if (until["status"] is { } status)
        {
            return answer.Status == status.GetValue<int>();
        }

        if (answer.Status != 200 || answer.Json is null)
        {
            return false;
        }

        return until["set"] is { } set
            ? ScriptValues.Reach(answer.Json, set.GetValue<string>()) is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 })
            : JsonNode.DeepEquals(ScriptValues.Reach(answer.Json, until["path"]!.GetValue<string>()), until["equals"]);
    }

    private ExchangeAnswer Captured(string step, ExchangeAnswer answer)
    {
        _values.Capture(step, answer);
        return answer;
    }
}

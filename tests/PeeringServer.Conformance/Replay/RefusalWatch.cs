using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Replay;

/// <summary>Holds the state of a cluster before a refused write against the one after it: a refusal changes nothing.</summary>
internal sealed class RefusalWatch
{
    /// <summary>User-Agent of the requests that only look, which no script contains.</summary>
    public const string UserAgent = "refusal-watch";

    private static readonly string[] Writes = ["POST", "PUT", "DELETE"];
    private readonly List<string> _traces = [];

    /// <summary>Refused writes that changed something.</summary>
    public IReadOnlyList<string> Traces => _traces;

    /// <summary>Sends a step; around one that is recorded as a refused write, looks at the state of the cluster.</summary>
    public async Task<ExchangeAnswer> SendAsync(
        RecordedStep step, IClusterUnderTest cluster, Func<Task<ExchangeAnswer>> send, CancellationToken cancellationToken)
    {
        if (!Writes.Contains(step.Method) || step.Response?["status"]?.GetValue<int>() is null or < 400)
        {
            return await send();
        }

        var before = await StateAsync(cluster, cancellationToken);
        var answer = await send();
        if (answer.Status >= 400 && !IsFailedExchange(step, answer))
        {
            var after = await StateAsync(cluster, cancellationToken);
            if (before != after)
            {
                _traces.Add($"{step.Id}: {step.Method} {step.Path} was refused with {answer.Status}, yet\n  before {before}\n  after  {after}");
            }
        }

        return answer;
    }

    /// <summary>The peering of a dialer is written before the secret is exchanged and stays where the exchange fails, by design.</summary>
    private static bool IsFailedExchange(RecordedStep step, ExchangeAnswer answer) =>
        step.Path == "/v1/peering/establish"
        && (answer.Status == 503 || answer.Text?.StartsWith("a new peering token must be generated", StringComparison.Ordinal) == true);

    private static async Task<string> StateAsync(IClusterUnderTest cluster, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] headers = [new("User-Agent", UserAgent), new("X-Consul-Token", ClusterConfiguration.ManagementToken)];
        var request = new ScriptedRequest("GET", "/v1/peerings", headers, null);
        var answer = await HttpExchange.SendAsync(cluster.Http, request, cancellationToken);

        // What a stream does in the meantime is not the write's doing.
        foreach (var peering in (answer.Json as JsonArray ?? []).OfType<JsonObject>())
        {
            peering.Remove("State");
            peering.Remove("StreamStatus");
        }

        var peerings = answer.Json is { } json ? JsonText.Write(json) : answer.Text;
        return $"index {cluster.StateIndex}, X-Consul-Index {answer.Header("X-Consul-Index")}, {answer.Status} {peerings}";
    }
}

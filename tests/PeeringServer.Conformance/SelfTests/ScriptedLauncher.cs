using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

/// <summary>Starts clusters that answer a group with the recorded answers, so that what replays it can be held against what it must find.</summary>
/// <param name="group">The group.</param>
/// <param name="change">Changes the recorded answer of a step before it is sent.</param>
internal sealed partial class ScriptedLauncher(RecordedGroup group, Action<RecordedStep, JsonObject>? change = null) : IClusterLauncher
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, int>> _ports = [];
    private readonly Queue<int> _blankedRanks = BlankedRanks(group);

    public async Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        var script = group.Steps.Where(step => step.Path is not null && step.At == cluster.Name).Select(step => (step, Answer(step)));
        var started = await ScriptedCluster.StartAsync(cluster, script, new RecordedValues(Port), cancellationToken);
        _ports[cluster.Name] = started.Ports;
        return started;
    }

    private JsonObject Answer(RecordedStep step)
    {
        var answer = (step.Background ? group.Steps.Single(later => later.Await == step.Id) : step).Response!.DeepClone().AsObject();
        if (step.Varies.Contains("headers/X-Consul-Index") && _blankedRanks.TryDequeue(out var rank))
        {
            answer["headers"]!["X-Consul-Index"] = string.Create(CultureInfo.InvariantCulture, $"<index-{rank}>");
        }

        change?.Invoke(step, answer);
        return answer;
    }

    private int Port(string name) => name.Split('.') is [var cluster, var port] ? _ports[cluster][port] : throw new ArgumentException(name, nameof(name));

    /// <summary>Ranks that only answers showed which are not compared, so that the recording no longer has them. The others count from them.</summary>
    private static Queue<int> BlankedRanks(RecordedGroup group)
    {
        var answers = string.Concat(group.Steps.SelectMany(step => new[] { step.Response?["headers"], step.Response?["json"] }).Select(part => part?.ToJsonString(JsonText.Readable)));
        var ranks = Rank().Matches(answers).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToHashSet();

        // The indexes 0 and 1 keep their value where they are shown, and take the first ranks.
        var taken = Fixed().Matches(answers).Select(match => match.Groups[1].Value).Distinct().Count();
        return new(Enumerable.Range(0, ranks.Count == 0 ? 0 : ranks.Max()).Skip(taken).Except(ranks));
    }

    [GeneratedRegex("<index-([0-9]+)>")]
    private static partial Regex Rank();

    [GeneratedRegex("\"(?:X-Consul-Index|CreateIndex|ModifyIndex)\":\"?([01])[\",}]")]
    private static partial Regex Fixed();
}

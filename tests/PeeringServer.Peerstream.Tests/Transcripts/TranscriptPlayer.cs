using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>
/// Plays one side of a transcript to a cluster that is the other: sends what it sent, and compares what comes back with
/// what came back then. Virtual time follows the recorded time.
/// </summary>
internal abstract class TranscriptPlayer(PlayedCluster cluster, ObservedClock clock, Transcript transcript, Placeholders placeholders)
{
    /// <summary>How far the cluster's clock may be ahead of the recorded one, in milliseconds.</summary>
    protected const int Ahead = 60;

    private const int QuietTime = 50;
    private const string Zeros = "0000000000000000";

    private static readonly TimeSpan TimeTolerance = TimeSpan.FromMilliseconds(4 * Ahead);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _differences = [];
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly HashSet<(int, int)> _skipped = [];
    private string _case = "";

    public IReadOnlyList<string> Differences => _differences;

    /// <summary>What was compared: messages, ends of calls, answers and states over HTTP.</summary>
    public int Compared { get; private set; }

    protected ConsulCluster Cluster => cluster.Current;

    protected ObservedClock Clock => clock;

    protected Placeholders Placeholders => placeholders;

    protected Dictionary<(int Connection, int Stream), RecordedCall> Calls { get; } = [];

    /// <summary>Whether the last thing that was done was to kill the cluster.</summary>
    protected bool WasKilled => _case == $"{Name} is killed";

    /// <summary>Which of the two the cluster is called in transcripts.</summary>
    protected abstract string Name { get; }

    /// <summary>Which side sends what the cluster is to send.</summary>
    protected abstract string Side { get; }

    public async Task PlayAsync()
    {
        var events = transcript.Read();
        try
        {
            for (var i = 0; i < events.Count; i++)
            {
                var (at, e) = events[i];
                if (IsQuietAfter(events, i) || (string)e["kind"]! != "state")
                {
                    await PlayAsync(at, e);
                }
            }

            await EndAsync();
            foreach (var (key, call) in Calls)
            {
                call.Unexpected.ToList().ForEach(message => Check($"call {key}: {message} came, which was not recorded"));
            }
        }
        finally
        {
            foreach (var call in Calls.Values)
            {
                await call.DisposeAsync();
            }
        }
    }

    /// <summary>Plays what only this side does; false where it is none of its business.</summary>
    protected abstract Task PlayOwnAsync(int at, JsonNode e, RecordedCall? call);

    /// <summary>After the last event.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Moves virtual time to the recorded one, never back.</summary>
    protected void AdvanceTo(int at)
    {
        var by = _start + TimeSpan.FromMilliseconds(at) - clock.GetUtcNow();
        if (by > TimeSpan.Zero)
        {
            clock.Advance(by);
        }
    }

    protected void Check(string? difference)
    {
        Compared++;
        if (difference is not null)
        {
            _differences.Add($"{_case}: {difference}");
        }
    }

    protected static (int Connection, int Stream) Key(JsonNode e) => ((int)e["conn"]!, (int)e["stream"]!);

    protected bool Skip(JsonNode call) => transcript.IsSkipped(_case) && _skipped.Add(Key(call));

    protected static string Json(JsonNode node) => node.ToJsonString(Plain);

    /// <summary>A recorded message to send: in its recorded form where it has one, else its very bytes.</summary>
    protected byte[] Message(JsonNode e) => e["decoded"] is JsonObject && (string?)e["type"] is { Length: > 0 } type
        ? Google.Protobuf.MessageExtensions.ToByteArray(MessageJson.Parse(type, placeholders.Fill(Json(e["decoded"]!))))
        : Convert.FromHexString((string)e["hex"]!);

    /// <summary>Until a heartbeat that was sent is taken in, time must not move.</summary>
    protected Task HeartbeatTakenAsync() => transcript.WithoutStates ? Task.CompletedTask : ClusterExtensions.EventuallyAsync(
        () => Task.FromResult(Cluster.Host.Cluster.State.Current.Peerings.ByName.Values.Any(p => Cluster.Host.Cluster.Streams.Find(p.Id)?.LastHeartbeat == clock.GetUtcNow())),
        "the heartbeat is taken in");

    /// <summary>Until what was deleted is gone, its name cannot be had again; the real server was done with that within a millisecond.</summary>
    protected Task RemovedAsync() => ClusterExtensions.EventuallyAsync(
        () => Task.FromResult(Cluster.Host.Cluster.State.Current.Peerings.ByName.Values.All(static peering => !peering.IsDeleting)), "nothing is being deleted");

    private async Task PlayAsync(int at, JsonNode e)
    {
        var call = e["stream"] is null ? null : Calls.GetValueOrDefault(Key(e));
        switch ((string)e["kind"]!, (string?)e["from"])
        {
            case ("note", _):
                _case = (string)e["text"]!;
                Calls.Values.ToList().ForEach(call => call.Wire.IsCut |= _case == "the cut begins");
                await KillOrStartAsync(at, _case);
                break;
            case ("state", _) when (string)e["cluster"]! == Name && !transcript.WithoutStates:
                await CheckStateAsync(e);
                break;
            case ("http", _) when (string)e["cluster"]! == Name && !((string)e["path"]!).StartsWith("/v1/peering", StringComparison.Ordinal):
                await PlayServicesAsync(e);
                return;
            case ("http", _) when (string)e["cluster"]! == Name && (string)e["method"]! == "GET" && !transcript.WithoutStates:
                await CheckReadAsync(e);
                return;
            case ("message", { } from) when from == Side && call is { IsOver: false }:
                await CompareAsync(at, e, call);
                return;
            case ("message", not null) when e["lost_in_cut"] is not null:
                return;
            case ("ping", { } from) when Calls.FirstOrDefault(call => call.Key.Connection == (int)e["conn"]!).Value is { IsOver: false } pinged:
                await PingAsync(at, e, from, pinged.Wire);
                return;
            default:
                break;
        }

        await PlayOwnAsync(at, e, call);
    }

    /// <summary>PINGs for the measurement of round trips, and their answers, are left to the two ends.</summary>
    private async Task PingAsync(int at, JsonNode e, string from, WireCall wire)
    {
        var (payload, isAnswer) = ((string)e["payload"]!, (bool)e["ack"]!);
        if (from == Side && (payload == Zeros ? e["lost_in_cut"] is not null : isAnswer && payload.StartsWith("09", StringComparison.Ordinal)))
        {
            AdvanceTo(isAnswer ? at : at + Ahead);
            var ping = await wire.ReadAsideAsync(FrameType.Ping);
            Check(ping.IsAck == isAnswer && Convert.ToHexStringLower(ping.Payload) == payload ? null : $"{ping} came, recorded {e.ToJsonString()}");
        }
        else if (from != Side && !isAnswer && payload.StartsWith("09", StringComparison.Ordinal))
        {
            AdvanceTo(at);
            await wire.PingAsync(Convert.FromHexString(payload));
        }
    }

    /// <summary>What was written on the cluster's side is written here, and what was read of imported services is compared.</summary>
    private async Task PlayServicesAsync(JsonNode e)
    {
        var path = (string)e["path"]!;
        if ((string)e["method"]! == "GET")
        {
            if (path.StartsWith("/v1/health/", StringComparison.Ordinal))
            {
                Check(placeholders.Difference(WithoutIndexes(e["response"]!), WithoutIndexes(await Cluster.Client.GetFromJsonAsync<JsonNode>(path).InTime())));
            }

            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod((string)e["method"]!), path)
        {
            Content = e["request"] is { } body ? new StringContent(placeholders.Fill(Json(body))) : null,
        };
        using var answer = await Cluster.Client.SendAsync(request).InTime();
        Check((int)answer.StatusCode == (int)e["http_status"]! ? null : $"{request.Method} {path} was answered {(int)answer.StatusCode}");
    }

    /// <summary>Indexes count what else was written, which is not the same here; virtual addresses are not given out.</summary>
    private static JsonNode WithoutIndexes(JsonNode? instances)
    {
        foreach (var part in instances!.AsArray().SelectMany(static instance => instance!["Checks"]!.AsArray().Append(instance["Node"]).Append(instance["Service"])))
        {
            part!.AsObject().Remove("CreateIndex");
            part.AsObject().Remove("ModifyIndex");
            (part["TaggedAddresses"] as JsonObject)?.Remove("consul-virtual");
        }

        return instances;
    }

    /// <summary>What still came in a call that had been ended is left alone: that was chance.</summary>
    private async Task CompareAsync(int at, JsonNode e, RecordedCall call)
    {
        var recorded = e["decoded"]!;
        if (recorded["heartbeat"] is not null)
        {
            // Where the other side's clock was a little late this one is not.
            AdvanceTo(at + Ahead);
        }

        Check(await call.DifferenceAsync(recorded, (string)e["type"]!));
    }

    private async Task CheckStateAsync(JsonNode e)
    {
        var name = (string)e["peering"]!;
        var state = (int)e["http_status"]! == 404 ? "404" : (string)e["state"]!;
        if (state == "DELETING")
        {
            return;
        }

        await cluster.AnswersAsync();
        string? difference = null;
        try
        {
            await Cluster.BecomesAsync(name, state);
            await ClusterExtensions.EventuallyAsync(async () => (difference = await TimeDifferenceAsync(name, e["stream_status"])) is null, "the times are those recorded");
            Check(null);
        }
        catch (TimeoutException)
        {
            Check(difference ?? $"{name} is {await Cluster.StateAsync(name)} at {e["t"]} ms, recorded {state}");
        }
    }

    private async Task<string?> TimeDifferenceAsync(string name, JsonNode? recorded) => !transcript.WithTimes || recorded is null ? null
        : RecordedRead.TimeDifference(recorded, (await Cluster.PeeringAsync(name))!["StreamStatus"], _start, TimeTolerance);

    /// <summary>What was read of peerings, but for indexes; of times, whether they are there.</summary>
    private async Task CheckReadAsync(JsonNode e)
    {
        await cluster.AnswersAsync();
        var read = (string)e["path"]! == "/v1/peerings" ? e["response"]!.AsArray() : [e["response"] is JsonObject one ? one.DeepClone() : null];
        foreach (var peering in read)
        {
            await CheckReadAsync((string?)peering?[nameof(Name)] ?? ((string)e["path"]!)["/v1/peering/".Length..], peering);
        }
    }

    private async Task CheckReadAsync(string name, JsonNode? recorded)
    {
        string? difference = null;
        try
        {
            await ClusterExtensions.EventuallyAsync(
                async () => (difference = placeholders.Difference(RecordedRead.WithoutTimes(recorded), RecordedRead.WithoutTimes(await Cluster.PeeringAsync(name)))) is null,
                "the peering reads as recorded");
            Check(null);
        }
        catch (TimeoutException)
        {
            Check($"{name}: {difference}");
        }
    }

    private async Task KillOrStartAsync(int at, string note)
    {
        if (WasKilled)
        {
            await cluster.KillAsync();
        }
        else if (note == $"{Name} is started again")
        {
            AdvanceTo(at);
            cluster.Start();
        }
        else if (note == $"{Name} answers HTTP again")
        {
            await cluster.AnswersAsync();
        }
    }

    /// <summary>States were polled: only the last one before a while in which nothing happened is sure to have followed what stands before it.</summary>
    private static bool IsQuietAfter(IReadOnlyList<(int At, JsonNode Event)> events, int i)
    {
        var states = events.Skip(i + 1).TakeWhile(static e => (string)e.Event["kind"]! == "state").ToList();
        var next = events.Skip(i + 1 + states.Count).FirstOrDefault();
        return next.Event is not null && next.At - events[i].At >= QuietTime
            && states.All(later => (string)later.Event["cluster"]! != (string)events[i].Event["cluster"]! || (string?)later.Event["peering"] != (string?)events[i].Event["peering"]);
    }
}

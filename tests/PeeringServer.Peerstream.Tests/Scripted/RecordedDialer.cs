using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>Plays the dialer of a transcript to a cluster: sends what it sent, and compares what comes back with what came back then.</summary>
internal sealed class RecordedDialer(ConsulCluster acceptor, Func<string, bool> isSkipped)
{
    private readonly Dictionary<(int, int), WireCall> _calls = [];
    private readonly HashSet<(int, int)> _skipped = [];
    private readonly Placeholders _placeholders = new();
    private readonly List<string> _differences = [];
    private ScriptedDialer? _dialer;
    private string _case = "";

    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Answers that were compared.</summary>
    public int Compared { get; private set; }

    public async Task PlayAsync(string file)
    {
        var events = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", file)))!["events"]!.AsArray();
        try
        {
            foreach (var e in events)
            {
                await PlayAsync(e!);
            }
        }
        finally
        {
            foreach (var call in _calls.Values)
            {
                await call.DisposeAsync();
            }
        }
    }

    private async Task PlayAsync(JsonNode e)
    {
        switch ((string)e["kind"]!, (string?)e["from"])
        {
            case ("note", _):
                _case = (string)e["text"]!;
                break;
            case ("http", _) when (string)e["method"]! == "DELETE":
                await acceptor.DeleteAsync(((string)e["path"]!)["/v1/peering/".Length..]);
                break;
            case ("http", _) when (string)e["path"]! == "/v1/peering/token":
                _dialer = new ScriptedDialer(await acceptor.TokenAsync((string)e["request"]!["PeerName"]!));
                break;
            case ("token", _):
                Compare(e["decoded"]!, _dialer!.Decoded);
                break;
            case ("call", _):
                await BeginAsync(e);
                break;
            case ("message", "dialer") when Call(e) is { } call:
                await call.SendAsync(Message(e));
                break;
            case ("end_stream", "dialer") when Call(e) is { } call:
                await call.HalfCloseAsync();
                break;
            case ("rst_stream", "dialer") when Call(e) is { } call:
                await call.DisposeAsync();
                _calls.Remove(Key(e));
                break;
            case ("message", "acceptor") when Call(e) is { } call:
                await CompareAsync(e, call);
                break;
            case ("status", "acceptor") when Call(e) is { } call:
                var code = ((string)e["grpc_status"]!).Split(' ')[0];
                var end = $"{code} {_placeholders.Fill((string)e["grpc_message"]!)}";
                var read = await call.ReadAsync();
                Check(read.End == end, $"ended by {read.End ?? read.Message.ToString()}, recorded {end}");
                break;
            default:
                break;
        }
    }

    /// <summary>A real acceptor notices the end of one stream before the next call; so must it be here.</summary>
    private async Task BeginAsync(JsonNode e)
    {
        if (isSkipped(_case))
        {
            _skipped.Add(Key(e));
            return;
        }

        await ClusterExtensions.EventuallyAsync(
            () => Task.FromResult(acceptor.Host.Cluster.State.Current.Peerings.ByName.Values.All(p => acceptor.Host.Cluster.Streams.Find(p.Id) is not { Connected: true })),
            $"the streams before are over in {_case}");
        _calls[Key(e)] = await _dialer!.CallAsync((string)e["path"]!);
    }

    private byte[] Message(JsonNode e)
    {
        var isMessage = e["decoded"] is JsonObject && (string?)e["type"] is { Length: > 0 };
        return isMessage
            ? Google.Protobuf.MessageExtensions.ToByteArray(MessageJson.Parse((string)e["type"]!, _placeholders.Fill(e["decoded"]!.ToJsonString(Plain))))
            : Convert.FromHexString((string)e["hex"]!);
    }

    private async Task CompareAsync(JsonNode e, WireCall call)
    {
        var read = await call.ReadAsync();
        if (read.Bytes is null)
        {
            Check(false, $"ended by {read.End}, recorded {e["decoded"]!.ToJsonString(Plain)}");
            return;
        }

        Compare(e["decoded"]!, MessageJson.Format(MessageJson.Parse((string)e["type"]!, read.Bytes)));
    }

    private void Compare(JsonNode expected, JsonNode actual) => Check(_placeholders.Difference(expected, actual) is not { } difference, _placeholders.Difference(expected, actual) ?? "");

    private void Check(bool holds, string difference)
    {
        Compared++;
        if (!holds)
        {
            _differences.Add($"{_case}: {difference}");
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private WireCall? Call(JsonNode e) => _skipped.Contains(Key(e)) ? null : _calls.GetValueOrDefault(Key(e));

    private static (int Connection, int Stream) Key(JsonNode e) => ((int)e["conn"]!, (int)e["stream"]!);
}

using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>Plays the dialer of a transcript to a cluster.</summary>
internal sealed class RecordedDialer(PlayedCluster acceptor, ObservedClock clock, Transcript transcript)
    : TranscriptPlayer(acceptor, clock, transcript, new Placeholders(static name => name.StartsWith("<pem", StringComparison.Ordinal) ? Authority : null))
{
    private const int EnhanceYourCalm = 11;

    /// <summary>What the dialer's cluster signs with; nothing is checked by it.</summary>
    private static readonly string Authority = PemOfItsOwn();

    private ScriptedDialer? _dialer;

    protected override string Name => "alpha";

    protected override string Side => "acceptor";

    protected override async Task PlayOwnAsync(int at, JsonNode e, RecordedCall? call)
    {
        switch ((string)e["kind"]!, (string?)e["from"])
        {
            case ("note", _) when ((string)e["text"]!).StartsWith("reset ", StringComparison.Ordinal) || ((string)e["text"]!).EndsWith("connection is reset", StringComparison.Ordinal):
                await CloseAsync(static _ => true);
                break;
            case ("http", _) when (string)e["cluster"]! == Name:
                await PlayHttpAsync(e);
                break;
            case ("token", _) when (string)e["cluster"]! == Name:
                Check(Placeholders.Difference(e["decoded"]!, _dialer!.Decoded));
                break;
            case ("call", _) when !Skip(e):
                await BeginAsync(at, e);
                break;
            case ("message", "dialer") when call is not null:
                await SendAsync(at, e, call);
                break;
            case ("end_stream", "dialer") when call is not null:
                await call.Wire.HalfCloseAsync();
                break;
            case ("rst_stream", "dialer") when call is not null:
                await CloseAsync(key => key == Key(e));
                break;
            case ("goaway", "acceptor") when Calls.FirstOrDefault(entry => entry.Key.Connection == (int)e["conn"]!).Value is { IsOver: false } ending:
                await CompareGoAwayAsync(e, ending);
                break;
            case ("close", "dialer") when ((string)e["text"]!).Contains("while cut", StringComparison.Ordinal):
                // The acceptor does not hear of it.
                break;
            case ("close", "acceptor") when Calls.Any(entry => !entry.Value.IsOver && entry.Key.Connection == (int)e["conn"]!):
                AdvanceTo(((string)e["text"]!).Contains("while cut", StringComparison.Ordinal) ? at + Ahead : at);
                await ClosedAsync((int)e["conn"]!);
                break;
            case ("close", "dialer"):
                await CloseAsync(key => key.Connection == (int)e["conn"]!);
                break;
            case ("status", "acceptor") when call is not null:
                AdvanceTo(at);
                var end = $"{((string)e["grpc_status"]!).Split(' ')[0]} {Placeholders.Fill((string)e["grpc_message"]!)}";
                var ended = await call.EndAsync();
                Check(ended == end ? null : $"ended by {ended}, recorded {end}");
                call.IsOver = true;
                break;
            default:
                break;
        }
    }

    private static string PemOfItsOwn()
    {
        using var authority = new TestAuthority();
        return authority.Pem.TrimEnd('\n');
    }

    private async Task PlayHttpAsync(JsonNode e)
    {
        if ((string)e["method"]! == "DELETE")
        {
            await Cluster.DeleteAsync(((string)e["path"]!)["/v1/peering/".Length..]);
        }
        else if ((string)e["path"]! == "/v1/peering/token" && (int)e["http_status"]! == 200)
        {
            await RemovedAsync();
            _dialer = new ScriptedDialer(await Cluster.TokenAsync((string)e["request"]!["PeerName"]!));
        }
    }

    /// <summary>A real acceptor notices the end of one stream before the next call; so must it be here.</summary>
    private async Task BeginAsync(int at, JsonNode e)
    {
        AdvanceTo(at);
        if (Calls.Values.All(static call => call.IsOver))
        {
            await ClusterExtensions.EventuallyAsync(
                () => Task.FromResult(Cluster.Host.Cluster.State.Current.Peerings.ByName.Values.All(p => Cluster.Host.Cluster.Streams.Find(p.Id) is not { Connected: true })),
                $"the streams before are over at {at} ms");
        }

        Calls[Key(e)] = new RecordedCall(await _dialer!.CallAsync((string)e["path"]!), Placeholders);
    }

    private async Task SendAsync(int at, JsonNode e, RecordedCall call)
    {
        var isHeartbeat = e["decoded"] is JsonObject decoded && decoded["heartbeat"] is not null;
        if (isHeartbeat)
        {
            AdvanceTo(at);
        }

        await call.Wire.SendAsync(Message(e));
        if (isHeartbeat && call is { IsAnswered: true, IsOver: false })
        {
            await HeartbeatTakenAsync();
        }
    }

    private async Task CompareGoAwayAsync(JsonNode e, RecordedCall call)
    {
        var payload = (await call.Wire.ReadAsideAsync(FrameType.GoAway)).Payload;
        var (stream, error, debug) = (BinaryPrimitives.ReadInt32BigEndian(payload), BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4)), Encoding.ASCII.GetString(payload.AsSpan(8)));
        Check(stream == (int)e["last_stream"]! && error == EnhanceYourCalm && (string)e["error"]! == "ENHANCE_YOUR_CALM" && debug == (string)e["debug"]!
            ? null : $"GOAWAY {stream} {error} {debug}, recorded {e.ToJsonString()}");
        var end = await call.EndAsync();
        Check(end == "closed" ? null : $"ended by {end}, recorded GOAWAY");
    }

    /// <summary>A connection that goes away takes its calls with it without a word.</summary>
    private async Task ClosedAsync(int connection)
    {
        foreach (var call in Calls.Where(entry => entry.Key.Connection == connection).Select(static entry => entry.Value))
        {
            var end = await call.EndAsync();
            Check(end == "closed" ? null : $"ended by {end}, recorded a close");
        }

        await CloseAsync(key => key.Connection == connection);
    }

    private async Task CloseAsync(Func<(int Connection, int Stream), bool> which)
    {
        foreach (var (key, call) in Calls.Where(entry => which(entry.Key)).ToList())
        {
            call.Unexpected.ToList().ForEach(message => Check($"call {key}: {message} came, which was not recorded"));
            await call.DisposeAsync();
            Calls.Remove(key);
        }
    }
}

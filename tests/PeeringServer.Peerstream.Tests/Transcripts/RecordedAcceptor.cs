using System.Globalization;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>Plays the acceptor of a transcript to a cluster: expects to be dialled when the recorded one was, and answers as it did.</summary>
internal sealed class RecordedAcceptor(PlayedCluster dialer, ObservedClock clock, ScriptedAcceptor acceptor, Transcript transcript)
    : TranscriptPlayer(dialer, clock, transcript, new Placeholders(name => Value(name, acceptor)))
{
    private const int Unavailable = 14;
    private const string ServerName = nameof(ScriptedAcceptor.ServerName);
    private const string ExchangeType = "hashicorp.consul.internal.peerstream.ExchangeSecretRequest";

    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RedialDelay = TimeSpan.FromSeconds(3);

    /// <summary>No recorded wait is exact; one that is shorter by more than this was cut short by something else that was written.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(400);

    private readonly RetrySeries _retries = new();
    private (JsonNode Recorded, Task<(int Status, string Body)> Running)? _establish;
    private (int Connection, int Stream)? _stream;
    private TimeSpan? _firstDelay;
    private TimeSpan _wait;
    private int _failedAt;
    private JsonNode? _token;
    private bool _dialsAtOnce;
    private bool _isBefore;
    private bool _isTerminated;
    private int _writes;
    private SilentConnection? _silent;

    protected override string Name => "beta";

    protected override string Side => "dialer";

    private RecordedCall? Stream => _stream is { } key ? Calls.GetValueOrDefault(key) : null;

    protected override async Task PlayOwnAsync(int at, JsonNode e, RecordedCall? call)
    {
        switch ((string)e["kind"]!, (string?)e["from"])
        {
            case ("note", _) when (string)e["text"]! == $"{Name} is started again":
                _retries.Restart();
                _dialsAtOnce = true;
                break;
            case ("note", _) when ((string)e["text"]!).EndsWith("the proxy's CA was put first in CA", StringComparison.Ordinal):
                Placeholders.Set("<pem-1>", acceptor.OtherCaPem.TrimEnd('\n'));
                _isBefore = true;
                break;
            case ("tls", null) when ((string)e["text"]!).StartsWith("handshake with the dialer failed", StringComparison.Ordinal):
                await acceptor.DistrustedAsync();
                Check(null);
                Fail(at, Unavailable);
                break;
            case ("note", _) when ((string)e["text"]!).StartsWith("reset ", StringComparison.Ordinal) || ((string)e["text"]!).EndsWith("connection is reset", StringComparison.Ordinal):
            case ("close", "acceptor"):
                await BreakAsync(at);
                break;
            case ("http", _) when (string)e["cluster"]! == Name && (string)e["method"]! == "DELETE":
                _isTerminated = true;
                await Cluster.DeleteAsync(((string)e["path"]!)["/v1/peering/".Length..]);
                break;
            case ("http", _) when (string)e["cluster"]! == Name && (string)e["path"]! == "/v1/peering/establish":
                // Before a message names the trust domain: it must be the one of the token.
                Check(_token is null ? null : Placeholders.Difference(_token[ServerName], ScriptedAcceptor.Decode((string)e["request"]!["PeeringToken"]!)[ServerName]));
                await RemovedAsync();
                _establish = (e, Cluster.EstablishAsync((string)e["request"]!["PeerName"]!, acceptor.Adopt((string)e["request"]!["PeeringToken"]!, _isBefore)));
                break;
            case ("token", _):
                _token = e["decoded"];
                break;
            case ("connect", _) when _establish is null:
                await DialledAsync(at, e);
                break;
            case ("call", _):
                await BeginAsync(e);
                break;
            case ("headers", "acceptor") when call is not null:
                await call.Wire.SendHeadersAsync();
                break;
            case ("message", "acceptor") when call is not null:
                await SendAsync(at, e, call);
                break;
            case ("end_stream", "dialer") when call is not null:
                var end = await call.EndAsync(call == Stream ? RecordedCall.StreamType : ExchangeType);
                Check(end == "half-close" ? null : $"ended by {end}, recorded a half-close");
                break;
            case ("status", "acceptor") when call is not null:
                await EndAsync(at, e, call);
                break;
            case ("close", "dialer") when _silent is { } silent && _silent.Connection == (int)e["conn"]!:
                AdvanceTo(at + Ahead);
                await GivenUpAsync(at, silent);
                break;
            case ("close", "dialer") when Stream is { IsOver: false } stream && _stream!.Value.Connection == (int)e["conn"]!:
                AdvanceTo(stream.Wire.IsCut ? at + Ahead : at);
                var close = await stream.EndAsync();
                Check(close is "closed" or "reset" || (close == "half-close" && !WasKilled) ? null : $"ended by {close}, recorded a close");
                await BreakAsync(at);
                break;
            default:
                break;
        }
    }

    private async Task BeginAsync(JsonNode e)
    {
        var call = new RecordedCall(await acceptor.AcceptAsync(), Placeholders);
        Calls[Key(e)] = call;
        Check(call.Wire.Path == (string)e["path"]! ? null : $"called {call.Wire.Path}, recorded {e["path"]}");
        if (call.Wire.Path == Methods.StreamResources)
        {
            _stream = Key(e);
            _isTerminated = false;
        }
    }

    /// <summary>Lets the time pass that the dialer waits for, or what was recorded of it.</summary>
    private async Task DialledAsync(int at, JsonNode e)
    {
        var text = (string)e["text"]!;
        if (_firstDelay is { } delay)
        {
            _firstDelay = null;
            await Clock.PassAsync(delay);
            AdvanceTo(at);
            return;
        }

        if (_dialsAtOnce)
        {
            _dialsAtOnce = false;
            return;
        }

        if (text.StartsWith("TCP", StringComparison.Ordinal))
        {
            await WaitAsync(TimeSpan.FromMilliseconds(at - _failedAt));
            return;
        }

        if (text.StartsWith("network cut", StringComparison.Ordinal))
        {
            _silent = new SilentConnection((int)e["conn"]!, await acceptor.AcceptSilentlyAsync());
            return;
        }

        await acceptor.HangUpAsync();
        Fail(at, Unavailable);
    }

    /// <summary>An attempt that gets no answer is given up by the dialer.</summary>
    private async Task GivenUpAsync(int at, SilentConnection silent)
    {
        _silent = null;
        await using (silent.Stream)
        {
            Check(await silent.Stream.ReadUntilEndAsync() ? null : "not given up");
        }

        Fail(at, Unavailable);
    }

    private async Task WaitAsync(TimeSpan gap)
    {
        while (true)
        {
            await Clock.WaitBegunAsync(_wait);
            if (gap < _wait - Tolerance)
            {
                Clock.Advance(gap);
                await Cluster.TokenAsync($"another-{++_writes}");
                _retries.Restart();
                return;
            }

            Clock.Advance(_wait);
            gap -= _wait;
            if (gap < Tolerance)
            {
                return;
            }

            // The address was a dead one.
            _wait = _retries.Fail(Unavailable);
        }
    }

    private async Task SendAsync(int at, JsonNode e, RecordedCall call)
    {
        var isHeartbeat = e["decoded"]!["heartbeat"] is not null;
        if (isHeartbeat)
        {
            AdvanceTo(at);
        }

        _isTerminated |= e["decoded"]!["terminated"] is not null;
        await call.Wire.SendAsync(Message(e));
        if (isHeartbeat)
        {
            await HeartbeatTakenAsync();
        }
    }

    private async Task EndAsync(int at, JsonNode e, RecordedCall call)
    {
        var code = int.Parse(((string)e["grpc_status"]!).Split(' ')[0], CultureInfo.InvariantCulture);
        var message = Placeholders.Fill((string)e["grpc_message"]!);
        await ((bool)e["trailers_only"]! ? call.Wire.RefuseAsync((GrpcStatusCode)code, message) : call.Wire.EndAsync((GrpcStatusCode)code, message));
        call.IsOver = true;
        if (call == Stream)
        {
            if (!_isTerminated)
            {
                Fail(at, code);
            }

            return;
        }

        await EstablishedAsync();
    }

    private async Task EstablishedAsync()
    {
        var (recorded, running) = _establish!.Value;
        _establish = null;
        var (status, body) = await running;
        Check(status == (int)recorded["http_status"]! ? null : $"answered {status}, recorded {recorded["http_status"]}");
        Check(recorded["response"] is JsonValue text ? Placeholders.Difference(text, JsonValue.Create(body)) : body == "{}" ? null : $"answered {body}, recorded {recorded["response"]}");
        if (status == 200 && (Stream is null || _isTerminated))
        {
            _firstDelay = _isTerminated && Stream is not null && await Cluster.StreamAsync((string)recorded["request"]!["PeerName"]!) is { DisconnectedAt: not null } ? RedialDelay : FirstDialDelay;
            _retries.Restart();
        }
    }

    /// <summary>The connection of the stream is lost.</summary>
    private async Task BreakAsync(int at)
    {
        if (Stream is { IsOver: false } stream)
        {
            stream.IsOver = true;
            await stream.DisposeAsync();
            if (!_isTerminated)
            {
                Fail(at, Unavailable);
            }
        }
    }

    private void Fail(int at, int code)
    {
        _failedAt = at;
        _wait = _retries.Fail(code);
    }

    private static string? Value(string name, ScriptedAcceptor acceptor) => name switch
    {
        _ when name.StartsWith("<uuid", StringComparison.Ordinal) => null,
        _ when name.StartsWith("<pem", StringComparison.Ordinal) => acceptor.CaPem.TrimEnd('\n'),
        "<port>" => "1",
        _ => acceptor.Address.Split(':')[1],
    };

    /// <summary>A connection that is taken and gets no answer.</summary>
    private sealed record SilentConnection(int Connection, Stream Stream);
}

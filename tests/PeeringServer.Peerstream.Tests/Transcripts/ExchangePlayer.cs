using System.Security.Authentication;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>Plays the acceptor of one recorded case: answers each try as it was answered then, and those that the recording leaves out like the last.</summary>
internal sealed class ExchangePlayer(ConsulCluster dialer, ObservedClock clock, ExchangeCase played, ExchangeAcceptor acceptor)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(188);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Two events this far apart were so by intent.</summary>
    private const int Intent = 1000;

    private readonly Placeholders _placeholders = new();

    /// <summary>How many tries there were, and how long the answer took.</summary>
    public (int Tries, TimeSpan Took) Result { get; private set; }

    public async Task PlayAsync()
    {
        var began = clock.GetUtcNow();
        var name = (string)played.Establish["request"]!["PeerName"]!;
        var establish = dialer.EstablishAsync(name, acceptor.EncodedToken);
        var (tries, answered) = (0, 0);
        while (true)
        {
            if (acceptor.IsLive[tries % acceptor.IsLive.Count])
            {
                await AnswerAsync(played.Tries.Count > answered ? played.Tries[answered] : Later());
                answered++;
            }

            tries++;
            var pause = clock.WaitBegunAsync(LeastPause, MostPause);
            if (await Task.WhenAny(establish, pause).InTime($"try {tries} is over") == establish)
            {
                break;
            }

            clock.Advance(await pause);
            if (clock.GetUtcNow() - began >= Patience)
            {
                break;
            }
        }

        var (status, body) = await establish;
        Result = (tries, clock.GetUtcNow() - began);
        status.Should().Be((int)played.Establish["http_status"]!);
        _placeholders.Difference(JsonValue.Create(Body(tries)), JsonValue.Create(body)).Should().BeNull();
        if (played.Stream.Count > 0)
        {
            // It was read while the stream was dialled.
            await clock.PassAsync(FirstDialDelay);
        }

        var wanted = RecordedRead.WithoutTimes(played.Peering);
        await ClusterExtensions.EventuallyAsync(
            async () => _placeholders.Difference(wanted, RecordedRead.WithoutTimes(await dialer.PeeringAsync(name))) is null, $"it reads as {wanted}");
        if (played.Stream.Count > 0)
        {
            await StreamAsync();
        }
    }

    /// <summary>A case that was answered in the end was so by a try that is left out, if all on record were refused.</summary>
    private IReadOnlyList<JsonNode> Later() => (int)played.Establish["http_status"]! == 200
        ? [.. played.Tries[^1].Where(static e => !ExchangeCase.Is(e, "status")), Accepted]
        : played.Tries[^1];

    private static JsonNode Accepted => new JsonObject { ["kind"] = "message", ["from"] = "acceptor", ["decoded"] = new JsonObject { ["StreamSecret"] = "a-secret" } };

    /// <summary>What is answered over HTTP; a list of errors has a line for each try.</summary>
    private string Body(int tries)
    {
        if (played.Establish["response"] is not JsonValue text)
        {
            return "{}";
        }

        var lines = ((string)text!).TrimEnd('\n').Split("\n\t* ");
        return lines.Length == 1 ? lines[0] : $"{tries} errors occurred:{string.Concat(Enumerable.Repeat($"\n\t* {lines[1]}", tries))}\n\n";
    }

    private Task AnswerAsync(IReadOnlyList<JsonNode> recorded)
    {
        var failure = (string?)recorded.FirstOrDefault(static e => ExchangeCase.Is(e, "tls") && ((string)e["text"]!).StartsWith("handshake with the dialer failed", StringComparison.Ordinal))?["text"] ?? "";
        return recorded.Any(static e => ExchangeCase.Is(e, "call")) ? AnswerCallAsync(recorded)
            : failure.Contains("bad certificate", StringComparison.Ordinal) ? acceptor.DistrustedAsync()
            : failure.Contains("unsupported versions", StringComparison.Ordinal) ? acceptor.RefuseVersionAsync()
            : recorded.Any(static e => ExchangeCase.Is(e, "bytes")) ? acceptor.AnswerInPlaintextAsync()
            : acceptor.RefusePlaintextAsync();
    }

    private async Task AnswerCallAsync(IReadOnlyList<JsonNode> recorded)
    {
        await using var call = await AcceptAsync(recorded);
        var recording = 0;
        foreach (var e in recorded)
        {
            var at = (int?)e["t"] ?? recording;
            if (recording > 0 && at - recording > Intent && (string?)e["from"] == "acceptor")
            {
                clock.Advance(TimeSpan.FromMilliseconds(at - recording));
            }

            recording = at;
            switch ((string)e["kind"]!, (string?)e["from"])
            {
                case ("message", "dialer"):
                    var read = await call.ReadAsync();
                    var request = MessageJson.Format(MessageJson.Parse((string)e["type"]!, read.Bytes!));
                    _placeholders.Difference(e["decoded"], request).Should().BeNull();
                    ((string?)request["PeerID"]).Should().Be((string?)acceptor.Token["PeerID"]);
                    ((string?)request["EstablishmentSecret"]).Should().Be((string?)acceptor.Token["EstablishmentSecret"]);
                    break;
                case ("end_stream", "dialer"):
                    (await call.ReadEndAsync()).Should().Be("half-close");
                    break;
                case ("headers", "acceptor"):
                    await call.SendHeadersAsync();
                    break;
                case ("message", "acceptor") when e["hex"] is { } hex:
                    await call.SendAsync(Convert.FromHexString((string)hex!));
                    break;
                case ("message", "acceptor"):
                    await call.SendHeadersAsync();
                    await call.SendAsync(MessageJson.Parse("hashicorp.consul.internal.peerstream.ExchangeSecretResponse", e["decoded"]!.ToJsonString()));
                    await call.EndAsync(GrpcStatusCode.OK, "");
                    break;
                case ("status", "acceptor"):
                    await call.SendHeadersAsync(end: true, [.. e["headers"]!.AsArray().Select(static header => ((string)header![0]!, (string)header[1]!))]);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<WireCall> AcceptAsync(IReadOnlyList<JsonNode> recorded)
    {
        Stream stream;
        if (recorded.FirstOrDefault(static e => ExchangeCase.Is(e, "tls") && e["sni"] is not null) is { } hello)
        {
            var tls = await acceptor.AcceptTlsAsync();
            var done = recorded.First(static e => (string?)e["text"] == "handshake done");
            _placeholders.Difference(hello["sni"], JsonValue.Create(tls.TargetHostName)).Should().BeNull();
            tls.SslProtocol.Should().Be((string)done["version"]! == "TLS 1.2" ? SslProtocols.Tls12 : SslProtocols.Tls13);
            tls.NegotiatedApplicationProtocol.ToString().Should().Be((string)done["alpn"]!);
            tls.RemoteCertificate.Should().BeNull();
            stream = tls;
        }
        else
        {
            stream = await acceptor.AcceptAsync();
        }

        var frames = new FrameStream(stream);
        await frames.AcceptAsync();
        var call = new WireCall(frames);
        await call.AcceptAsync();
        call.Path.Should().Be((string)recorded.First(static e => ExchangeCase.Is(e, "call"))["path"]!);
        return call;
    }

    private async Task StreamAsync()
    {
        await using var call = new RecordedCall(await AcceptAsync(played.Stream), _placeholders);
        var messages = played.Stream.Where(static e => ExchangeCase.Is(e, "message")).ToList();
        messages.Should().NotBeEmpty();
        foreach (var e in messages)
        {
            (await call.DifferenceAsync(e["decoded"]!, RecordedCall.StreamType)).Should().BeNull();
        }
    }
}

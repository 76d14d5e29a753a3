using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>What a dialer meets at the ports of an acceptor, fact by fact as it is on record.</summary>
public sealed class TlsFactsTests : IAsyncLifetime
{
    public const string File = "10-tls-facts.json";

    private const string Selected = "h2 is selected wherever it is offered: newer dialers take nothing else";

    /// <summary>Facts that are others here: the field of the case, what it is here, and why.</summary>
    private static readonly (string Case, string Field, JsonNode Here, string Reason)[] Different =
    [
        ("SNI = ServerName of the token, ALPN h2", "alpn", "h2", Selected),
        ("other SNI, no verification", "alpn", "h2", Selected),
        ("no SNI, no verification", "alpn", "h2", Selected),
        ("only TLS 1.2", "alpn", "h2", Selected),
        ("only TLS 1.3", "alpn", "h2", Selected),
        ("HTTP/2 preface over TLS without ALPN", "answer", "[FrameHeader SETTINGS len=24]", "the web server's own settings"),
        ("server chain[0]", "serial_bytes", 8, "drawn by lot, so that it needs no counter that outlives the process"),
        ("server chain[0]", "not_before_offset_seconds", -60, "time stands still between signing and looking"),
        ("token CA[0]", "not_before_offset_seconds", 0, "time stands still between signing and looking"),
    ];

    private readonly VirtualTimeProvider _clock = new();
    private readonly Placeholders _placeholders = new();
    private readonly List<string> _differences = [];
    private ConsulCluster _cluster = null!;
    private ScriptedDialer _dialer = null!;

    private IPEndPoint Tls => new(IPAddress.Loopback, _cluster.Ports.GrpcTls);

    public async Task InitializeAsync()
    {
        _cluster = await ClusterExtensions.StartAsync("dc-alpha", _clock);
        _dialer = new ScriptedDialer(await _cluster.TokenAsync("p1"));
        Compare("token", Facts("token").Single()["decoded"]!, _dialer.Decoded);
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _differences.Should().BeEmpty();
        _cluster.Errors.Should().BeEmpty();
    }

    [Fact]
    public void Different_NamesFactsOnRecord_AndNothingThatIsTheSame()
    {
        var facts = Facts("handshake").Concat(Facts("certificate")).ToList();
        foreach (var (name, field, here, reason) in Different)
        {
            facts.Should().Contain(fact => Name(fact) == name && !JsonNode.DeepEquals((fact["facts"] ?? fact)[field], here), reason);
        }
    }

    [Fact]
    public async Task Certificates_OfATokenAndAHandshake_HaveTheFieldsOnRecord()
    {
        using var root = X509Certificate2.CreateFromPem((string)_dialer.Decoded["CA"]![0]!);
        var rootFacts = CertificateFacts.Of(root, _clock.GetUtcNow());
        var keyId = (string)rootFacts["subject_key_id"]!;
        var recorded = Facts("certificate").ToList();
        var recordedKeyId = (string)recorded[0]["facts"]!["subject_key_id"]!;
        root.Subject.Should().EndWith($".consul.ca.{_dialer.ServerName.Split('.')[3][..8]}.consul");
        keyId.Should().HaveLength(recordedKeyId.Length);
        foreach (var fact in recorded)
        {
            var facts = rootFacts;
            if (Name(fact) == "token CA[0]")
            {
                ((string)_dialer.Decoded["CA"]![0]!).EndsWith('\n').Should().Be((bool)fact["pem_ends_with_newline"]!);
            }
            else
            {
                await using var tls = await RawClient.ConnectTlsAsync(Tls, options => options.TargetHost = _dialer.ServerName);
                facts = CertificateFacts.Of((X509Certificate2)tls.RemoteCertificate!, _clock.GetUtcNow());
            }

            Compare(Name(fact), CertificateFacts.Normal(Expected(fact)["facts"]!, recordedKeyId), CertificateFacts.Normal(facts, keyId));
        }
    }

    [Fact]
    public async Task Handshakes_OfEverySort_EndAsOnRecord()
    {
        foreach (var fact in Facts("handshake"))
        {
            var expected = Expected(fact);
            expected.Remove("hex");
            if ((string?)expected["error"] == "<nil>")
            {
                // No error, in a form that a placeholder has as well.
                expected.Remove("error");
            }

            Compare(Name(fact), expected, Name(fact) switch
            {
                "only TLS 1.0" => await OldVersionAsync(fact, 1),
                "only TLS 1.1" => await OldVersionAsync(fact, 2),
                "HTTP/2 preface over TLS without ALPN" => await PrefaceAsync(),
                "HTTP/2 preface in plaintext to grpc_tls" => await PlaintextAsync(),
                _ => await HandshakeAsync(fact),
            });
        }
    }

    [Fact]
    public async Task Calls_OnEitherPort_AreAnsweredAsOnRecord()
    {
        foreach (var fact in Facts("rpc"))
        {
            var text = Name(fact) switch
            {
                "ExchangeSecret on grpc_tls over TLS with the right SNI" => await CallAsync(await ConnectAsync(_dialer.ServerName)),
                "ExchangeSecret on grpc_tls over TLS with another SNI" => await CallAsync(await ConnectAsync("other.example")),
                "ExchangeSecret on the plaintext grpc port" => await CallAsync(await RawClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _cluster.Ports.Grpc))),

                // What a client of gRPC says of a connection that ends before a byte has come.
                "ExchangeSecret on grpc_tls in plaintext" => $"Unavailable: connection error: desc = \"error reading server preface: {(string)(await PlaintextAsync())["error"]!}\"",
                _ => "not known",
            };
            Compare(Name(fact), fact["text"]!, text);
        }
    }

    [Fact]
    public async Task Headers_OfEverySort_AreAnsweredAsOnRecord()
    {
        foreach (var fact in Facts("raw"))
        {
            (string, string?)[] changes = Name(fact) switch
            {
                "usual headers, :scheme https" => [(":scheme", "https")],
                ":scheme http" => [(":scheme", "http")],
                ":authority = ip:port" => [(":authority", Tls.ToString())],
                "without te" => [("te", null)],
                "content-type application/grpc+proto" => [("content-type", "application/grpc+proto")],
                "content-type application/json" => [("content-type", "application/json")],
                "GET" => [(":method", "GET")],
                "with grpc-accept-encoding and a .NET-like user-agent" => [("grpc-accept-encoding", "identity,gzip,deflate"), ("user-agent", "grpc-dotnet/2.60.0 (.NET 8.0.0)")],
                _ => throw new InvalidOperationException($"Nothing is known of \"{Name(fact)}\"."),
            };
            var answer = await AnswerAsync(await ConnectAsync(_dialer.ServerName), changes);

            // What the web server adds is a known difference.
            var headers = answer.Blocks.SelectMany(static block => block).Where(static header => header.Name is not ("date" or "content-length"));
            Compare(Name(fact), fact["answer"]!, new JsonArray([.. headers.Select(static header => (JsonNode)$"{header.Name}: {header.Value}")]));
        }
    }

    [Fact]
    public async Task Roots_OverHttp_AreThoseOfTheToken()
    {
        var recorded = Facts("http").Single(static fact => (string)fact["path"]! == "/v1/connect/ca/roots")["response"]!;
        var read = (await _cluster.Client.GetFromJsonAsync<JsonNode>("/v1/connect/ca/roots").InTime())!;
        using var root = X509Certificate2.CreateFromPem((string)_dialer.Decoded["CA"]![0]!);

        Compare("roots", Plain(recorded), Plain(read));
        ((string?)read["Roots"]![0]!["RootCert"]).Should().Be((string?)_dialer.Decoded["CA"]![0]);
        ((string?)read["Roots"]![0]!["ID"]).Should().Be(Pairs(root.Thumbprint)).And.Be((string?)read["ActiveRootID"]);
        ((string?)read["Roots"]![0]!["SigningKeyID"]).Should().Be(Pairs((string)CertificateFacts.Of(root, _clock.GetUtcNow())["subject_key_id"]!));
    }

    [Theory]
    [InlineData("handshake", 11)]
    [InlineData("rpc", 4)]
    [InlineData("raw", 8)]
    public void Facts_AreAllThatWereRecorded(string kind, int count) => Facts(kind).Should().HaveCount(count);

    private static IEnumerable<JsonNode> Facts(string kind) => new Transcript(File).Read().Select(static e => e.Event).Where(e => (string)e["kind"]! == kind);

    private static string Name(JsonNode fact) => (string?)fact["case"] ?? (string)fact["what"]!;

    /// <summary>A fact on record, with what is another here.</summary>
    private static JsonObject Expected(JsonNode fact)
    {
        var expected = fact.DeepClone().AsObject();
        expected.Remove("t");
        expected.Remove("kind");
        expected.Remove("case");
        foreach (var (_, field, here, _) in Different.Where(different => different.Case == Name(fact)))
        {
            (expected["facts"] ?? expected)[field] = here.DeepClone();
        }

        return expected;
    }

    private void Compare(string name, JsonNode expected, JsonNode? actual)
    {
        if (_placeholders.Difference(expected, actual) is { } difference)
        {
            _differences.Add($"{name}: {difference}");
        }
    }

    private async Task<JsonObject> HandshakeAsync(JsonNode fact)
    {
        var sent = new List<string>();
        await using var tls = await RawClient.ConnectTlsAsync(Tls, options =>
        {
            options.TargetHost = Name(fact) switch { "other SNI, no verification" => "other.example", "no SNI, no verification" => "", _ => _dialer.ServerName };
            options.ApplicationProtocols = Name(fact) switch
            {
                "no ALPN" => null,
                "ALPN http/1.1 only" => [SslApplicationProtocol.Http11],
                _ => [SslApplicationProtocol.Http2],
            };
            options.EnabledSslProtocols = Name(fact) switch { "only TLS 1.2" => SslProtocols.Tls12, "only TLS 1.3" => SslProtocols.Tls13, _ => SslProtocols.None };

            // Which of several is taken is chance; the one on record must do.
            options.CipherSuitesPolicy = OperatingSystem.IsLinux() ? new CipherSuitesPolicy([Enum.Parse<TlsCipherSuite>((string)fact["cipher"]!)]) : null;
            options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                var all = chain!.ChainPolicy.ExtraStore.Append((X509Certificate2)certificate!).DistinctBy(static one => one.Thumbprint);
                sent.AddRange(all.Select(static one => one.GetNameInfo(X509NameType.DnsName, false)));
                return true;
            };
        });
        return new JsonObject
        {
            ["alpn"] = tls.NegotiatedApplicationProtocol.ToString(),
            ["chain_length"] = sent.Count,
            ["cipher"] = OperatingSystem.IsLinux() ? tls.NegotiatedCipherSuite.ToString() : (string)fact["cipher"]!,
            ["sent_names"] = new JsonArray([.. sent.Select(static name => (JsonNode)name)]),
            ["version"] = tls.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : tls.SslProtocol == SslProtocols.Tls12 ? "TLS 1.2" : "another",
        };
    }

    /// <summary>A hello of TLS 1.0 or 1.1 with one cipher suite of that time.</summary>
    private async Task<JsonObject> OldVersionAsync(JsonNode fact, byte minor)
    {
        byte[] hello = [3, minor, .. new byte[32], 0, 0, 2, 0xc0, 0x09, 1, 0];
        await using var stream = await RawClient.ConnectAsync(Tls);
        await stream.WriteAsync((byte[])[22, 3, minor, 0, (byte)(hello.Length + 4), 1, 0, 0, (byte)hello.Length, .. hello]);
        var alert = new byte[7];
        await stream.ReadExactlyAsync(alert).InTime();

        // A fatal alert, protocol_version.
        return new JsonObject { ["error"] = alert is [21, _, _, 0, 2, 2, 70] ? (string)fact["error"]! : Convert.ToHexString(alert) };
    }

    private async Task<JsonObject> PrefaceAsync()
    {
        await using var frames = new FrameStream(await ConnectAsync(_dialer.ServerName));
        await frames.StartAsync();
        var first = await frames.ReadAsync();
        return new JsonObject { ["answer"] = $"[FrameHeader {first.Type.ToString().ToUpperInvariant()} len={first.Payload.Length}]" };
    }

    private async Task<JsonObject> PlaintextAsync()
    {
        await using var stream = await RawClient.ConnectAsync(Tls);
        await stream.WriteAsync(FrameStream.Preface);
        var count = await stream.ReadAsync(new byte[1]).InTime();
        return new JsonObject { ["answer_bytes"] = count, ["error"] = count == 0 ? "EOF" : "none" };
    }

    private async Task<Stream> ConnectAsync(string serverName) => await RawClient.ConnectTlsAsync(Tls, options => options.TargetHost = serverName);

    private async Task<string> CallAsync(Stream stream)
    {
        var answer = await AnswerAsync(stream);
        return $"{(GrpcStatusCode)int.Parse(answer.First(^1, "grpc-status")!, System.Globalization.CultureInfo.InvariantCulture)}: {answer.Message}";
    }

    private async Task<RawAnswer> AnswerAsync(Stream stream, params (string Name, string? Value)[] changes)
    {
        await using var frames = new FrameStream(stream);
        await frames.StartAsync();
        var call = new RawCall(frames);
        await call.BeginAsync(changes);
        await call.SendAsync(new ExchangeSecretRequest { PeerID = _dialer.PeerId, EstablishmentSecret = "wrong" }, end: true);
        return await call.FinishAsync();
    }

    private static JsonNode Plain(JsonNode roots)
    {
        var copy = roots.DeepClone();
        copy.AsObject().Remove("ActiveRootID");
        foreach (var name in (string[])["ID", "SigningKeyID", "NotBefore", "NotAfter", "CreateIndex", "ModifyIndex"])
        {
            copy["Roots"]![0]!.AsObject().Remove(name);
        }

        return copy;
    }

    private static string Pairs(string hex) => string.Join(':', hex.ToLowerInvariant().Chunk(2).Select(static pair => new string(pair)));
}

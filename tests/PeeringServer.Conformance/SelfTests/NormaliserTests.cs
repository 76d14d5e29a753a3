using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Normalisation;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

public sealed class NormaliserTests
{
    private const string Uuid = "12345678-1234-1234-1234-123456789012";
    private const string OtherUuid = "22345678-1234-1234-1234-123456789012";

    [Theory]
    [InlineData($"a {Uuid} b {OtherUuid} c {Uuid}", "a <uuid-1> b <uuid-2> c <uuid-1>")]
    [InlineData("aaaaaaaa-1111-2222-3333-444444444444", "aaaaaaaa-1111-2222-3333-444444444444")]
    [InlineData("00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000002")]
    [InlineData("11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-555555555555")]
    [InlineData("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", "<pem-1>")]
    [InlineData("0a:0b:0c:0d:0e:0f:01:02:03:04:05:06:07:08:09:10", "<fingerprint-1>")]
    [InlineData("0a:0b:0c", "0a:0b:0c")]
    [InlineData("2026-01-02T03:04:05Z and 2026-01-02T03:04:05.123456789+02:00", "<time> and <time>")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("no route to 127.0.0.1:18503", "no route to <alpha.grpc_tls>")]
    [InlineData("127.0.0.1:1", "127.0.0.1:1")]
    [InlineData("read tcp 127.0.0.1:55555->127.0.0.1:18503", "read tcp <local>-><alpha.grpc_tls>")]
    [InlineData("18503", "<alpha.grpc_tls>")]
    [InlineData("x18503", "x18503")]
    [InlineData("open /tmp/some.where/rec-Ab1_x/data", "open <dir>/data")]
    [InlineData("1.21.4-vendor", "1.21.4")]
    [InlineData("1.21.4:", "1.21.4")]
    [InlineData("1.21.4", "1.21.4")]
    public void Text_WithWhatDiffersByRun_IsNamed(string text, string expected) => Value($"[{JsonText.Write(text)}]")![0]!.GetValue<string>().Should().Be(expected);

    [Theory]
    [InlineData("""{"Port":18503}""", """{"Port":"<alpha.grpc_tls>"}""")]
    [InlineData("""{"SerialNumber":7}""", """{"SerialNumber":"<serial>"}""")]
    [InlineData("""{"PrivateKeyPEM":"x"}""", """{"PrivateKeyPEM":"<private-key>"}""")]
    [InlineData("""[{"Hash":"b"},{"Hash":"a"},{"Hash":"b"},{"Hash":""}]""", """[{"Hash":"<hash-1>"},{"Hash":"<hash-2>"},{"Hash":"<hash-1>"},{"Hash":""}]""")]
    [InlineData("""{"ModifyIndex":30,"x":[{"CreateIndex":20,"ModifyIndex":1}]}""", """{"ModifyIndex":"<index-2>","x":[{"CreateIndex":"<index-1>","ModifyIndex":1}]}""")]
    [InlineData("""{"LockIndex":30,"x":1.5,"y":true,"z":null}""", """{"LockIndex":30,"x":1.5,"y":true,"z":null}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData($$"""{"{{Uuid}}":"{{Uuid}}"}""", """{"<uuid-1>":"<uuid-1>"}""")]
    [InlineData("""{"PeeringToken":"eyJQb3J0IjoxODUwM30="}""", """{"PeeringToken":{"<token>":{"Port":"<alpha.grpc_tls>"}}}""")]
    [InlineData("""{"PeeringToken":"no token"}""", """{"PeeringToken":"no token"}""")]
    [InlineData("""{"Other":"eyJQb3J0IjoxODUwM30="}""", """{"Other":"eyJQb3J0IjoxODUwM30="}""")]
    public void Json_WithWhatDiffersByRun_IsNamed(string json, string expected) => JsonText.Write(Value(json)).Should().Be(expected);

    [Theory]
    [InlineData("[1]", "compact")]
    [InlineData("[1]\n", "compact+newline")]
    [InlineData("[\n    1\n]", "indented-4")]
    [InlineData("[\n    1\n]\n", "indented-4+newline")]
    public void Json_LaidOutOneWay_SaysWhich(string json, string layout) => Answer(json)["layout"]!.GetValue<string>().Should().Be(layout);

    [Theory]
    [InlineData("", "")]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("12", "12")]
    [InlineData("""refused.{"ModifyIndex":30}""", """refused.{"ModifyIndex":"30"}""")]
    [InlineData("""refused.{"ModifyIndex":1}""", """refused.{"ModifyIndex":"1"}""")]
    public void Body_ThatIsNoDocument_StaysText(string body, string text) => JsonText.Write(Answer(body)["text"]).Should().Be(JsonText.Write(text));

    [Fact]
    public void Body_ThatIsNotText_IsMeasured() =>
        Normaliser.Normalise(Transcript(Step("/"), new ExchangeAnswer(200, [], [0xff, 0xfe])))[0]!["bodyBytes"]!.GetValue<int>().Should().Be(4);

    [Fact]
    public void Body_OfMachineFacts_IsReducedToItsShape() =>
        JsonText.Write(Answer("""{"Config":{"a":1,"b":[true,false],"c":null,"d":[]},"Stats":{}}""", "/v1/agent/self")["shape"])
            .Should().Be("""{"Config":{"a":"number","b":["bool"],"c":"null","d":[]}}""");

    [Fact]
    public void ErrorList_OfRetries_KeepsEqualLinesOnce() =>
        Normaliser.ErrorList("3 errors occurred:\n\t* a\n\t* b\n\t* a\n\n").Should().Be("<n> errors occurred:\n\t* a\n\t* b\n\n");

    [Fact]
    public void Headers_OfTheConnection_AreDropped()
    {
        var answer = new ExchangeAnswer(200, [new("Date", "now"), new("Content-Length", "2"), new("X-Consul-Index", "30"), new("X-Id", Uuid)], []);

        JsonText.Write(Normaliser.Normalise(Transcript(Step("/"), answer))[0]!["headers"]).Should().Be("""{"X-Consul-Index":"<index-0>","X-Id":"<uuid-1>"}""");
    }

    [Fact]
    public void Indexes_OfARepeatedRequest_HaveNoRank()
    {
        var answer = new ExchangeAnswer(200, [new("X-Consul-Index", "30")], """{"CreateIndex":1,"ModifyIndex":30}"""u8.ToArray());

        var normalised = Normaliser.Normalise(Transcript(Step("/", """{"status":200}"""), answer))[0]!;

        JsonText.Write(normalised["json"]).Should().Be("""{"CreateIndex":1,"ModifyIndex":"<index>"}""");
        normalised["headers"]!["X-Consul-Index"]!.GetValue<string>().Should().Be("<index>");
    }

    [Fact]
    public void Indexes_OfTwoClusters_AreRankedApart()
    {
        var body = """{"ModifyIndex":30}"""u8.ToArray();
        var transcript = Transcript(Step("/"), new ExchangeAnswer(200, [], body)) with
        {
            Steps =
            [
                new ReplayedStep(Step("/"), new ExchangeAnswer(200, [], """{"ModifyIndex":20}"""u8.ToArray()), null),
                new ReplayedStep(Step("/", at: "alpha"), new ExchangeAnswer(200, [], body), null),
                new ReplayedStep(Step("/", at: "beta"), new ExchangeAnswer(200, [], body), null),
            ],
        };

        Normaliser.Normalise(transcript).Select(answer => answer!["json"]!["ModifyIndex"]!.GetValue<string>()).Should().Equal("<index-0>", "<index-1>", "<index-0>");
    }

    public static TheoryData<string> Groups => [.. RecordedGroup.Names];

    /// <summary>What has its name already keeps it, and nothing that is compared is taken for something that differs by run.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void Recording_NormalisedAgain_StaysAsItIs(string name)
    {
        var answers = RecordedGroup.Read(name).Steps.Select(step => step.Response?["json"]).Where(json => json is not null);

        var normalised = new NormalisedJson(new PlaceholderNames(new Dictionary<string, IReadOnlyDictionary<string, int>>()), IndexRanks.Unranked);
        foreach (var json in answers)
        {
            JsonText.Write(normalised.Of(json)).Should().Be(JsonText.Write(json));
        }
    }

    private static JsonNode? Value(string json) => Answer(json)["json"];

    private static JsonObject Answer(string body, string path = "/") =>
        Normaliser.Normalise(Transcript(Step(path), new ExchangeAnswer(200, [], Encoding.UTF8.GetBytes(body))))[0]!;

    private static RecordedStep Step(string path, string until = "null", string at = "alpha") => RecordedStep.Read(JsonText.Parse(Encoding.UTF8.GetBytes(
        $$"""{"request":{"id":"a","at":"{{at}}","method":"GET","path":"{{path}}","until":{{until}}} }"""))!.AsObject());

    private static Transcript Transcript(RecordedStep step, ExchangeAnswer answer) => new(
        new Dictionary<string, IReadOnlyDictionary<string, int>> { ["alpha"] = new Dictionary<string, int> { ["grpc_tls"] = 18503 } },
        [new ReplayedStep(step, answer, null)],
        [],
        []);
}

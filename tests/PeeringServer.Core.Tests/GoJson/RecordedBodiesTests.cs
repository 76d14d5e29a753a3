using System.Text;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.GoJson;

/// <summary>Bodies that a consul 1.21.4 server was sent, and what it said to them; null where it took them.</summary>
public sealed class RecordedBodiesTests
{
    public static TheoryData<string, string?> TokenBodies { get; } = new()
    {
        { "", "EOF" },
        { "   \n", "EOF" },
        { "abc", "invalid character 'a' looking for beginning of value" },
        { """{"PeerName":"a" """.TrimEnd(), "unexpected EOF" },
        { """{"PeerName":"a""", "unexpected EOF" },
        { """{"PeerName":"trailing-ok"} tail""", null },
        { """{"PeerName":"two-objects"}{"PeerName":"b"}""", null },
        { "null", null },
        { "[]", "json: cannot unmarshal array into Go value of type api.PeeringGenerateTokenRequest" },
        { "\"a\"", "json: cannot unmarshal string into Go value of type api.PeeringGenerateTokenRequest" },
        { "5", "json: cannot unmarshal number into Go value of type api.PeeringGenerateTokenRequest" },
        { "{}", null },
        { """{"PeerName":null}""", null },
        { """{"PeerName":""}""", null },
        { """{"PeerName":5}""", "json: cannot unmarshal number into Go struct field PeeringGenerateTokenRequest.PeerName of type string" },
        { """{"PeerName":{}}""", "json: cannot unmarshal object into Go struct field PeeringGenerateTokenRequest.PeerName of type string" },
        { """{"PeerName":"a","Nope":1}""", "json: unknown field \"Nope\"" },
        { """{"Nope":1,"PeerName":"a"}""", "json: unknown field \"Nope\"" },
        { """{"peername":"lowercase","meta":{"a":"b"}}""", null },
        { """{"PeerName":"dup-a","PeerName":"dup-b"}""", null },
        { """{"PeerName":"a","Meta":{"k":1}}""", "json: cannot unmarshal number into Go struct field PeeringGenerateTokenRequest.Meta of type string" },
        { """{"PeerName":"a","Meta":["k"]}""", "json: cannot unmarshal array into Go struct field PeeringGenerateTokenRequest.Meta of type map[string]string" },
        { """{"PeerName":"meta-null","Meta":null}""", null },
        { """{"PeerName":"meta-null-value","Meta":{"k":null}}""", null },
        { """{"PeerName":"a","ServerExternalAddresses":"1.2.3.4:5"}""", "json: cannot unmarshal string into Go struct field PeeringGenerateTokenRequest.ServerExternalAddresses of type []string" },
        { """{"PeerName":"a","ServerExternalAddresses":[1]}""", "json: cannot unmarshal number into Go struct field PeeringGenerateTokenRequest.ServerExternalAddresses of type string" },
        { """{"PeerName":"addresses-null","ServerExternalAddresses":null}""", null },
        { "\ufeff{\"PeerName\":\"bom\"}", "invalid character 'ï' looking for beginning of value" },
        { "{\"PeerName\":\"a\tb\"}", "invalid character '\\t' in string literal" },
        { "{'PeerName':'a'}", "invalid character '\\'' looking for beginning of object key string" },
        { """{/*c*/"PeerName":"a"}""", "invalid character '/' looking for beginning of object key string" },
        { """{"PeerName":"a",}""", "invalid character '}' looking for beginning of object key string" },
        { "PeerName=a", "invalid character 'P' looking for beginning of value" },
        { new string('[', 500), "unexpected EOF" },
        { """{"PeerName":"\u0061-esc"}""", null },
        { """{"PeerName":"\x"}""", "invalid character 'x' in string escape code" },
        { """{"PeerName":"lone","Meta":{"k":"\ud800"}}""", null },
    };

    public static TheoryData<string, string?> TokensInside { get; } = new()
    {
        { "hello", "invalid character 'h' looking for beginning of value" },
        { "not json", "invalid character 'o' in literal null (expecting 'u')" },
        { "[]", "json: cannot unmarshal array into Go value of type structs.PeeringToken" },
        { "{}", null },
        { "null", null },
        { """{"CA":"x"}""", "json: cannot unmarshal string into Go struct field PeeringToken.CA of type []string" },
        { """{"CA":null,"Surprise":1}""", null },
    };

    [Theory]
    [MemberData(nameof(TokenBodies))]
    public void TokenBody_AsRecorded_IsJudgedAsByTheServer(string body, string? error) =>
        Refusal(() => GoJsonDecoder.DecodeStream(Encoding.UTF8.GetBytes(body), PeeringTypes.GenerateTokenRequest, true)).Should().Be(error);

    [Theory]
    [MemberData(nameof(TokensInside))]
    public void PeeringToken_AsRecorded_IsJudgedAsByTheServer(string token, string? error) =>
        Refusal(() => GoJsonDecoder.Unmarshal(Encoding.UTF8.GetBytes(token), PeeringTypes.PeeringToken)).Should().Be(error);

    [Fact]
    public void EstablishBody_FieldOfTheOtherRequest_IsUnknown() =>
        Refusal(() => GoJsonDecoder.DecodeStream("""{"PeeringToken":"abc","ServerExternalAddresses":["1.1.1.1:1"]}"""u8, PeeringTypes.EstablishRequest, true))
            .Should().Be("json: unknown field \"ServerExternalAddresses\"");

    [Theory]
    [InlineData("{\"datacenter\": \"dc1\",,}", "invalid character ',' looking for beginning of object key string")]
    [InlineData("[]", "json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData("null", null)]
    [InlineData("{\"a\":}", "invalid character '}' looking for beginning of value")]
    [InlineData("datacenter = \"dc1\"", "invalid character 'd' looking for beginning of value")]
    public void ConfigurationFile_AsRecorded_IsJudgedAsByTheAgent(string file, string? error) =>
        Refusal(() => GoJsonDecoder.UnmarshalMap(Encoding.UTF8.GetBytes(file))).Should().Be(error);

    [Fact]
    public void TokenBody_NamesInOtherCase_AreFields()
    {
        GoObject request = Decode("""{"peername":"lowercase","meta":{"a":"b"}}""");

        request.GetString("PeerName").Should().Be("lowercase");
        request.GetStringMap("Meta").Should().Equal(new Dictionary<string, string> { ["a"] = "b" });
        request.GetStrings("ServerExternalAddresses").Should().BeNull();
    }

    [Fact]
    public void TokenBody_NameTwice_LastOneWins() =>
        Decode("""{"PeerName":"dup-a","PeerName":"dup-b"}""").GetString("PeerName").Should().Be("dup-b");

    [Fact]
    public void TokenBody_NullAndLoneSurrogateInMeta_AreEmptyAndReplaced() =>
        Decode("""{"Meta":{"k":null,"s":"\ud800"}}""").GetStringMap("Meta")
            .Should().Equal(new Dictionary<string, string> { ["k"] = "", ["s"] = "\ufffd" });

    private static GoObject Decode(string body) =>
        GoJsonDecoder.DecodeStream(Encoding.UTF8.GetBytes(body), PeeringTypes.GenerateTokenRequest, true);

    private static string? Refusal(Func<object?> decode) => Record.Exception(decode) switch
    {
        null => null,
        GoJsonException refusal => refusal.Message,
        var other => throw new InvalidOperationException("Not a refusal", other),
    };
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

public sealed class ScriptValuesTests
{
    private static readonly IPEndPoint Server = new(IPAddress.Loopback, 8500);
    private readonly ScriptValues _values = new();

    public ScriptValuesTests()
    {
        // The token is {"CA":null,"Remote":{"Datacenter":"dc1","Partition":""}}.
        const string Body = """{"PeeringToken":"eyJDQSI6bnVsbCwiUmVtb3RlIjp7IkRhdGFjZW50ZXIiOiJkYzEiLCJQYXJ0aXRpb24iOiIifX0=","List":[{"ID":"a"}]}""";
        _values.Capture("made", new ExchangeAnswer(200, [new("X-Consul-Index", "12")], Encoding.UTF8.GetBytes(Body)));
    }

    [Theory]
    [InlineData("""{"$ref":"made.List.0.ID"}""", "\"a\"")]
    [InlineData("""{"a":[{"$ref":"made.List.0"}]}""", """{"a":[{"ID":"a"}]}""")]
    [InlineData("""{"$tokenField":"made.PeeringToken","field":"Remote.Datacenter"}""", "\"dc1\"")]
    [InlineData("""{"$base64":"{}"}""", "\"e30=\"")]
    [InlineData("""{"$repeat":"ab","times":3}""", "\"ababab\"")]
    [InlineData("""{"$pairs":"k","times":2}""", """{"k0":"v","k1":"v"}""")]
    [InlineData("""{"a":null,"b":1.50,"c":"é\n"}""", """{"a":null,"b":1.50,"c":"\u00e9\n"}""")]
    public void Form_Evaluated_IsWhatItStandsFor(string form, string expected) => JsonText.Write(_values.Evaluate(Json(form))).Should().Be(expected);

    [Fact]
    public void Token_PatchedAndShortened_IsEncodedAgain()
    {
        var form = Json("""{"$token":"made.PeeringToken","patch":{"Remote":{"Partition":{"$ref":"made.List.0.ID"}},"New":[1]},"drop":["CA"]}""");

        var token = _values.Evaluate(form)!.GetValue<string>();

        Encoding.UTF8.GetString(Convert.FromBase64String(token)).Should().Be("""{"Remote":{"Datacenter":"dc1","Partition":"a"},"New":[1]}""");
    }

    [Theory]
    [InlineData("""{"method":"GET","path":"/v1/a#f?index={{made#X-Consul-Index}}&id={{made.List.0.ID}}"}""", "GET /v1/a#f?index=12&id=a HTTP/1.1\r\nHost: 127.0.0.1:8500\r\n\r\n")]
    [InlineData("""{"method":"FOO","path":"/v1//x/../a%zz","json":{"a":1}}""", "FOO /v1//x/../a%zz HTTP/1.1\r\nHost: 127.0.0.1:8500\r\nContent-Length: 7\r\n\r\n{\"a\":1}")]
    [InlineData("""{"method":"PUT","path":"/","json":null}""", "PUT / HTTP/1.1\r\nHost: 127.0.0.1:8500\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("""{"method":"PUT","path":"/","body":""}""", "PUT / HTTP/1.1\r\nHost: 127.0.0.1:8500\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("""{"method":"PUT","path":"/","bodyHex":"4142","headers":{"content-length":"1","X":{"$ref":"made.List.0.ID"}}}""", "PUT / HTTP/1.1\r\nHost: 127.0.0.1:8500\r\ncontent-length: 1\r\nX: a\r\n\r\nAB")]
    public void Request_OfAStep_IsSentByteForByte(string request, string expected)
    {
        var step = RecordedStep.Read(new JsonObject { ["request"] = Json(request) });

        Encoding.UTF8.GetString(_values.Request(step).ToBytes(Server)).Should().Be(expected);
    }

    private static JsonNode? Json(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text));
}

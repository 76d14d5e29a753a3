using PeeringServer.Configuration;
using PeeringServer.Configuration.Decoding;

namespace PeeringServer.Tests.Configuration;

public sealed class ConfigDecoderTests
{
    [Theory]
    [InlineData("""{"server": "maybe"}""", "'server' expected type 'bool', got unconvertible type 'string', value: 'maybe'")]
    [InlineData("""{"datacenter": 5}""", "'datacenter' expected type 'string', got unconvertible type 'float64', value: '5'")]
    [InlineData("""{"ports": {"http": "abc"}}""", "'ports.http' expected type 'int', got unconvertible type 'string', value: 'abc'")]
    [InlineData("""{"ports": {"http": true}}""", "'ports.http' expected type 'int', got unconvertible type 'bool', value: 'true'")]
    [InlineData("""{"acl": {"tokens": {"default": ["a", "b"]}}}""", "'acl.tokens.default' expected type 'string', got unconvertible type '[]interface {}', value: '<hidden>'")]
    [InlineData("""{"acl": {"tokens": {"agent": {"a": "sekret"}}}}""", "'acl.tokens.agent' expected type 'string', got unconvertible type 'map[string]interface {}', value: '<hidden>'")]
    [InlineData("""{"acl_token": 5}""", "'acl_token' expected type 'string', got unconvertible type 'float64', value: '<hidden>'")]
    [InlineData("""{"node_name": {"b": 1, "a": null}}""", "'node_name' expected type 'string', got unconvertible type 'map[string]interface {}', value: 'map[a:<nil> b:1]'")]
    [InlineData("""{"ports": "x"}""", "'ports' expected a map, got 'string'")]
    [InlineData("""{"ports": [{}, {}]}""", "'ports' expected a map, got 'slice'")]
    [InlineData("""{"node_meta": 1}""", "'node_meta' expected a map, got 'float64'")]
    [InlineData("""{"node_meta": {"a": 1.5}}""", "'node_meta[a]' expected type 'string', got unconvertible type 'float64', value: '1.5'")]
    [InlineData("""{"recursors": "x"}""", "'recursors': source data must be an array or slice, got string")]
    [InlineData("""{"recursors": ["x", 1e21]}""", "'recursors[1]' expected type 'string', got unconvertible type 'float64', value: '1e+21'")]
    [InlineData("""{"services": [{"port": "x"}]}""", "'services[0].port' expected type 'int', got unconvertible type 'string', value: 'x'")]
    [InlineData("""{"autopilot": {"min_quorum": -1}}""", "cannot parse 'autopilot.min_quorum', -1.000000 overflows uint")]
    public void Decode_WrongType_IsRefusedByPath(string json, string problem) =>
        FluentActions.Invoking(() => ConfigLoad.Table(json)).Should().Throw<ConfigException>()
            .WithMessage($"failed to parse c.json: 1 error(s) decoding:\n\n* {problem}");

    [Fact]
    public void Decode_SeveralWrongTypes_AreNamedInOrder() =>
        FluentActions.Invoking(() => ConfigLoad.Table("""{"server": 1, "datacenter": true}""")).Should().Throw<ConfigException>().WithMessage(
            "failed to parse c.json: 2 error(s) decoding:\n\n"
            + "* 'datacenter' expected type 'string', got unconvertible type 'bool', value: 'true'\n"
            + "* 'server' expected type 'bool', got unconvertible type 'float64', value: '1'");

    [Theory]
    [InlineData("""{"bogus": 1}""", "bogus")]
    [InlineData("""{"Bogus": null}""", "Bogus")]
    [InlineData("""{"ports": {"bogus": 1}}""", "ports.bogus")]
    [InlineData("""{"acl": {"tokens": {"initial-management": "x"}}}""", "acl.tokens.initial-management")]
    [InlineData("""{"services": [{"name": "a"}, {"nmae": "b"}]}""", "services[1].nmae")]
    [InlineData("""{"audit": {"sink": {"a": {"bogus": 1}}}}""", "audit.sink[a].bogus")]
    public void Decode_UnknownKey_IsRefusedByName(string json, string key) =>
        FluentActions.Invoking(() => ConfigLoad.Table(json)).Should().Throw<ConfigException>()
            .WithMessage($"failed to parse c.json: 1 error occurred:\n\t* invalid config key {key}\n\n");

    [Theory]
    [InlineData("""{"datacenter": "x"}""")]
    [InlineData("""{"Datacenter": "x"}""")]
    [InlineData("""{"datacenter": ["x"]}""")]
    [InlineData("""{"datacenter": "y", "datacenter": "x"}""")]
    public void Decode_AnyCaseOrAListOfOne_IsTheValue(string json) => ConfigLoad.Table(json).Find("datacenter").Should().Be("x");

    [Theory]
    [InlineData("""{"segments": null, "acl": null, "datacenter": null}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    [InlineData("")]
    public void Decode_NothingOrNull_IsNothing(string json) => ConfigLoad.Table(json).Keys.Should().BeEmpty();

    [Theory]
    [InlineData("[]", "json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData("{\"datacenter\": \"dc1\",,}", "invalid character ',' looking for beginning of object key string")]
    [InlineData("datacenter = \"dc1\"", "invalid character 'd' looking for beginning of value")]
    public void Decode_NoJsonObject_IsRefusedInGosWords(string json, string problem) =>
        FluentActions.Invoking(() => ConfigLoad.Table(json)).Should().Throw<ConfigException>().WithMessage("failed to parse c.json: " + problem);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(5, "5")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(100000, "100000")]
    [InlineData(1000000, "1e+06")]
    [InlineData(12345678, "1.2345678e+07")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e100, "1e+100")]
    public void GoValue_Number_IsFormattedAsGoDoes(double number, string text) => GoValue.Format(number).Should().Be(text);

    [Fact]
    public void Merge_Tables_GrowListsAndReplaceTheRest()
    {
        var table = ConfigLoad.Table("""{"datacenter": "a", "recursors": ["1"], "node_meta": {"a": "1"}, "tagged_addresses": {"x": "1"}, "ports": {"http": 1, "dns": 2}}""");

        table.Merge(ConfigLoad.Table("""{"datacenter": "b", "recursors": ["2"], "node_meta": {"b": "2"}, "tagged_addresses": {}, "ports": {"http": 3}}"""));

        table.Find("datacenter").Should().Be("b");
        table.Find("recursors").Should().BeEquivalentTo(new[] { "1", "2" }, o => o.WithStrictOrdering());
        table.Find("node_meta").Should().BeEquivalentTo(new Dictionary<string, object> { ["b"] = "2" });
        table.Find("tagged_addresses").Should().BeEquivalentTo(new Dictionary<string, object> { ["x"] = "1" });
        table.Find("ports.http").Should().Be(3L);
        table.Find("ports.dns").Should().Be(2L);
    }
}

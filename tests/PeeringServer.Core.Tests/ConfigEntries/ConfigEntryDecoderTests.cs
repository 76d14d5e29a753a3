using System.Text;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.ConfigEntries.Rules;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.ConfigEntries;

public sealed class ConfigEntryDecoderTests
{
    [Theory]
    [InlineData("""{"Kind":"mesh"}""", """{"TransparentProxy":{"MeshDestinationsOnly":false}}""")]
    [InlineData("""{"kind":"mesh","peering":{"peer_through_mesh_gateways":"true"}}""", """{"TransparentProxy":{"MeshDestinationsOnly":false},"Peering":{"PeerThroughMeshGateways":true}}""")]
    [InlineData("""{"Kind":"mesh","TLS":{"incoming":{"tls_min_version":"TLSv1_2"}}}""", """{"TransparentProxy":{"MeshDestinationsOnly":false},"TLS":{"Incoming":{"TLSMinVersion":"TLSv1_2"}}}""")]
    [InlineData("""{"Kind":"service-defaults","Name":"web","Protocol":"HTTP","MeshGateway":{"Mode":"local"}}""", """{"Protocol":"http","TransparentProxy":{},"MeshGateway":{"Mode":"local"},"Expose":{}}""")]
    [InlineData("""{"Kind":"service-defaults","Name":"web","max_inbound_connections":"7","ModifyIndex":3,"Hash":1}""", """{"Protocol":"","TransparentProxy":{},"MeshGateway":{},"Expose":{},"MaxInboundConnections":7}""")]
    [InlineData("""{"Kind":"proxy-defaults","Config":{"b":[1],"a":{"x":0.5}}}""", """{"Config":{"a":{"x":0.5},"b":1},"TransparentProxy":{},"MeshGateway":{},"Expose":{},"AccessLogs":{}}""")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"global"}""", """{"Config":null,"TransparentProxy":{},"MeshGateway":{},"Expose":{},"AccessLogs":{}}""")]
    [InlineData("""{"Kind":"exported-services","Name":"default","Services":{"Name":"web","Consumers":{"peer_name":"p"}}}""", """{"Services":[{"Name":"web","Consumers":[{"Peer":"p"}]}]}""")]
    [InlineData("""{"Kind":"exported-services","Name":"default","Services":[]}""", "{}")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Subsets":{"v1":{"Filter":"x"}},"Meta":{"a":"b"}}""", """{"Subsets":{"v1":{"Filter":"x"}}}""")]
    public void Decode_KnownFields_NormalisesThem(string json, string body) => Decode(json).Body.GetRawText().Should().Be(body);

    [Fact]
    public void Decode_Intentions_RanksTheirSources() =>
        Decode("""{"Kind":"service-intentions","Name":"web","Sources":[{"Name":"*","Action":"deny"},{"Name":"api","Action":"allow","Peer":"p"}]}""").Body.GetRawText().Should().Be(
            """{"Sources":[{"Name":"api","Action":"allow","Precedence":9,"Type":"consul","Peer":"p"},{"Name":"*","Action":"deny","Precedence":8,"Type":"consul"}]}""");

    [Theory]
    [InlineData("{}", "Payload does not contain a kind/Kind key at the top level")]
    [InlineData("""{"KIND":"mesh"}""", "Payload does not contain a kind/Kind key at the top level")]
    [InlineData("""{"Kind":5}""", "Kind value in payload is not a string")]
    [InlineData("""{"Kind":"nope"}""", "invalid config entry kind: nope")]
    [InlineData("""{"Kind":"mesh","Name":"mesh"}""", "1 error occurred:\n\t* invalid config key \"Name\"\n\n")]
    [InlineData("""{"Kind":"exported-services","Name":"default","X":1,"Services":[{"Name":"a","Y":2}]}""", "2 errors occurred:\n\t* invalid config key \"Services[0].Y\"\n\t* invalid config key \"X\"\n\n")]
    [InlineData("""{"Kind":"service-defaults","Name":"a","Namespace":"b"}""", "1 error occurred:\n\t* invalid config key \"Namespace\", namespaces are a consul enterprise feature\n\n")]
    [InlineData("""{"Kind":"service-defaults","Name":"a","Protocol":{"a":1}}""", "1 error(s) decoding:\n\n* 'Protocol' expected type 'string', got unconvertible type 'map[string]interface {}', value: 'map[a:1]'")]
    [InlineData("""{"Kind":"mesh","Peering":{"PeerThroughMeshGateways":"maybe"}}""", "1 error(s) decoding:\n\n* cannot parse 'Peering.PeerThroughMeshGateways' as bool: strconv.ParseBool: parsing \"maybe\": invalid syntax")]
    [InlineData("""{"Kind":"mesh","Peering":"yes"}""", "1 error(s) decoding:\n\n* 'Peering' expected a map, got 'string'")]
    public void Decode_WhatCannotBeRead_IsRefused(string json, string text) =>
        FluentActions.Invoking(() => Decode(json)).Should().Throw<RefusalException>().WithMessage(text);

    [Theory]
    [InlineData("""{"Kind":"service-defaults"}""", "Name is required")]
    [InlineData("""{"Kind":"service-defaults","Name":"*"}""", "service-defaults name must be the name of a service, and not a wildcard")]
    [InlineData("""{"Kind":"service-resolver"}""", "Name is required")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"mine"}""", "invalid name (\"mine\"), only \"global\" is supported")]
    [InlineData("""{"Kind":"sameness-group","Name":"g"}""", "sameness-groups are an enterprise-only feature")]
    [InlineData("""{"Kind":"exported-services","Name":"other"}""", "exported-services Name must be \"default\"")]
    [InlineData("""{"Kind":"exported-services","Name":"default","Services":[{"Name":""}]}""", "Services[0]: service name cannot be empty")]
    [InlineData("""{"Kind":"exported-services","Name":"default","Services":[{"Name":"a","Consumers":[{"Peer":"p"}]},{"Name":"b"}]}""", "Services[1]: must have at least one consumer")]
    [InlineData("""{"Kind":"exported-services","Name":"default","Services":[{"Name":"a","Consumers":[{"Peer":"p"},{"Peer":"*"}]}]}""", "Services[0].Consumers[1]: exporting to all peers (wildcard) is not supported")]
    [InlineData("""{"Kind":"service-intentions","Name":"web"}""", "At least one source is required")]
    [InlineData("""{"Kind":"service-intentions","Name":"web","Sources":[{"Name":"a"}]}""", "Sources[0].Action must be set to 'allow' or 'deny'")]
    [InlineData("""{"Kind":"service-intentions","Name":"web","Sources":[{"Name":"a","Action":"allow"},{"Name":"a","Action":"deny"}]}""", "Sources[1] defines \"a\" more than once")]
    public void Validate_WhatCannotBe_IsRefused(string json, string text) =>
        FluentActions.Invoking(() => ConfigEntryRules.Validate(Decode(json))).Should().Throw<RefusalException>().WithMessage(text);

    [Fact]
    public void Validate_MetadataThatIsTooLong_NamesAllOfIt()
    {
        var json = $$$"""{"Kind":"mesh","Meta":{"{{{new string('k', 129)}}}":"v","b":"{{{new string('v', 513)}}}"}}""";

        FluentActions.Invoking(() => ConfigEntryRules.Validate(Decode(json))).Should().Throw<RefusalException>()
            .WithMessage($"2 errors occurred:\n\t* Meta value for key \"b\" exceeds maximum length 512\n\t* Meta key \"{new string('k', 129)}\" exceeds maximum length 128\n\n");
    }

    [Fact]
    public void Hash_OfEqualContent_IsEqual()
    {
        var first = Decode("""{"Kind":"mesh","Meta":{"a":"b"}}""");

        Decode("""{"meta":{"a":"b"},"kind":"mesh","TransparentProxy":{}}""").Hash.Should().Be(first.Hash);
        Decode("""{"Kind":"mesh","Meta":{"a":"c"}}""").Hash.Should().NotBe(first.Hash);
    }

    private static ConfigEntry Decode(string json) =>
        ConfigEntryDecoder.Decode((Dictionary<string, object?>?)GoJsonDecoder.DecodeStream(Encoding.UTF8.GetBytes(json), GoType.Interface, disallowUnknownFields: false));
}

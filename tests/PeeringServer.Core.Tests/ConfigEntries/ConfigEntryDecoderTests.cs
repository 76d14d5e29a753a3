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
    [InlineData("""{"Kind":"service-defaults","Name":"a","UpstreamConfig":{"Defaults":{"Name":"x"}}}""", "1 error occurred:\n\t* error in upstream defaults: Name must be empty\n\n")]
    [InlineData("""{"Kind":"service-defaults","Name":"a","UpstreamConfig":{"Overrides":[{"Name":"b","Peer":"p","BalanceOutboundConnections":"x"}]}}""", "1 error occurred:\n\t* error in upstream override for b:p: 1 error occurred:\n\t* invalid value for balance_outbound_connections: x\n\n\n\n")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"global","AccessLogs":{"Type":"syslog"}}""", "invalid access log type: syslog")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"global","AccessLogs":{"Type":"file"}}""", "path must be specified when using file type access logs")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"global","AccessLogs":{"JSONFormat":"{"}}""", "invalid access log json for JSON format: unexpected EOF")]
    [InlineData("""{"Kind":"service-splitter","Name":"web"}""", "no splits configured")]
    [InlineData("""{"Kind":"service-splitter","Name":"web","Splits":[{"Weight":50}]}""", "the sum of all split weights must be 100, not 50.000000")]
    [InlineData("""{"Kind":"service-splitter","Name":"web","splits":[{"weight":"99.99"},{"weight":0.02,"service_subset":"v2"}]}""", "the sum of all split weights must be 100, not 100.010002")]
    [InlineData("""{"Kind":"service-splitter","Name":"web","Splits":[{"Weight":50},{"Weight":50,"Service":"web"}]}""", "split destination occurs more than once: service=\"web\", subset=\"\", namespace=\"\", partition=\"\"")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Match":{"HTTP":{"PathPrefix":"/a"}}},{"Match":{"HTTP":{"path_exact":"b"}}}]}""", "Route[1] PathExact doesn't start with '/': \"b\"")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Match":{"HTTP":{"PathPrefix":"/a","PathRegex":"b"}}}]}""", "Route[0] should only contain at most one of PathExact, PathPrefix, or PathRegex")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Match":{"HTTP":{"Methods":["get","GET"]}}}]}""", "Route[0] Methods contains \"GET\" more than once")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Match":{"HTTP":{"QueryParam":[{"Name":"q"}]}}}]}""", "Route[0] QueryParam[0] should only contain one of Present, Exact, or Regex")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Destination":{"PrefixRewrite":"/"}}]}""", "Route[0] cannot make use of PrefixRewrite without configuring either PathExact or PathPrefix")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Destination":{"RetryOn":["now"]}}]}""", "Route[0] contains an invalid retry condition: \"now\"")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Subsets":{"V1":{}}}""", "Subset \"V1\" is invalid: must be 63 characters or fewer, begin or end with lower case alphanumeric characters, and contain lower case alphanumeric characters or '-' in between")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","DefaultSubset":"v1"}""", "DefaultSubset \"v1\" is not a valid subset")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{}}""", "Redirect is empty")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{"Peer":"p"}}""", "Redirect.Peer defined without Redirect.Service")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{"Service":"a","Peer":"p","Datacenter":"d"}}""", "Redirect.Peer cannot be set with Redirect.Datacenter")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{"Service":"a"},"Failover":{"*":{"Service":"b"}}}""", "Redirect and Failover cannot both be set")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Failover":{"*":{}}}""", "Bad Failover[\"*\"]: one of Service, ServiceSubset, Namespace, Targets, or Datacenters is required")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Failover":{"v1":{"Service":"a"}}}""", "Bad Failover[\"v1\"]: not a valid subset subset")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Failover":{"*":{"Targets":[{"Service":"a"},{"Peer":"p","ServiceSubset":"s"}]}}}""", "Bad Failover[\"*\"].Targets[1]: Peer cannot be set with ServiceSubset")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","ConnectTimeout":"-5s"}""", "Bad ConnectTimeout '-5s', must be >= 0")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","LoadBalancer":{"Policy":"fair"}}""", "Bad LoadBalancer policy: \"fair\" is not supported")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","LoadBalancer":{"Policy":"maglev","HashPolicies":[{"Field":"header"}]}}""", "Bad LoadBalancer HashPolicy[0]: Field \"header\" was specified without a FieldValue")]
    public void Validate_WhatCannotBe_IsRefused(string json, string text) =>
        FluentActions.Invoking(() => ConfigEntryRules.Validate(Decode(json))).Should().Throw<RefusalException>().WithMessage(text);

    [Theory]
    [InlineData("""{"Kind":"service-splitter","Name":"web","Splits":[{"Weight":33.33},{"Weight":66.67,"ServiceSubset":"v2"}]}""")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Match":{"HTTP":{"PathPrefix":"/a","Header":[{"Name":"x","Present":true}],"Methods":["get"]}},"Destination":{"Service":"api","PrefixRewrite":"/","RetryOn":["5xx"]}}]}""")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","ConnectTimeout":"15s","DefaultSubset":"v1","Subsets":{"v1":{"Filter":"Service.Meta.version == 1"}},"Failover":{"*":{"Targets":[{"Peer":"p","Service":"web"}]}},"LoadBalancer":{"Policy":"ring_hash","RingHashConfig":{"MinimumRingSize":5},"HashPolicies":[{"SourceIP":true}]}}""")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{"Service":"web","Peer":"p"}}""")]
    public void Validate_WhatConsulTakes_IsTaken(string json) => FluentActions.Invoking(() => ConfigEntryRules.Validate(Decode(json))).Should().NotThrow();

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

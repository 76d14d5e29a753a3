using PeeringServer.Configuration;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;

namespace PeeringServer.Tests.Configuration;

public sealed class DefinitionsReaderTests
{
    [Theory]
    [InlineData("""
        service {
          id = "web-1" name = "web" port = 8080 tags = ["a", "b"] address = "10.0.0.1"
          meta { snake_key = "v" }
          tagged_addresses { lan_ipv4 { address = "10.0.0.2" port = 1 } }
          weights { passing = 5 }
          enable_tag_override = true
          check { id = "c" name = "http" http = "http://x/" interval = "10s" tls_skip_verify = true header { X_Mine = ["y"] } success_before_passing = 2 }
        }
        """)]
    [InlineData("""
        {"service": {"ID": "web-1", "Name": "web", "Port": 8080, "Tags": ["a", "b"], "Address": "10.0.0.1", "Meta": {"snake_key": "v"},
         "Tagged_Addresses": {"lan_ipv4": {"Address": "10.0.0.2", "Port": 1}}, "weights": {"passing": 5}, "enable_tag_override": true,
         "checks": [{"id": "c", "name": "http", "HTTP": "http://x/", "Interval": "10s", "TLSSkipVerify": true, "header": {"X_Mine": ["y"]}, "success_before_passing": 2}]}}
        """)]
    public void Read_Service_HoldsEverythingToldOfIt(string text)
    {
        var request = ConfigLoad.Options(text).Definitions.Services.Should().ContainSingle().Subject;

        request.Service.Should().BeEquivalentTo(new { Id = "web-1", Name = "web", Port = 8080, Address = "10.0.0.1", Weights = new ServiceWeights(5, 1), EnableTagOverride = true });
        request.Service.Tags.Items.Should().Equal("a", "b");
        request.Service.Meta!.Pairs.Should().ContainKey("snake_key");
        request.Service.TaggedAddresses!.Pairs["lan_ipv4"].Should().Be(new ServiceAddress("10.0.0.2", 1));
        var check = request.Checks.Items.Should().ContainSingle().Subject;
        check.Should().BeEquivalentTo(new { Id = "c", Name = "http" });
        check.Definition.Should().BeEquivalentTo(new { Http = "http://x/", Interval = 10 * GoDuration.Second, TlsSkipVerify = true, SuccessBeforePassing = 2L });
        check.Definition.Header!.Pairs["X_Mine"].Items.Should().Equal("y");
    }

    [Fact]
    public void Read_Proxy_ShowsItsPartsUnderTheirGoNames()
    {
        const string text = """
            services {
              name = "web"
              connect { sidecar_service { port = 1 proxy { local_service_port = 7 config { some_key = 1 } mesh_gateway { mode = "local" } upstreams { destination_name = "b" local_bind_port = 2 } } } }
            }
            """;

        var sidecar = ConfigLoad.Options(text).Definitions.Services[0].Sidecar!;

        sidecar.Service.Should().BeEquivalentTo(new { Id = "", Name = "", Port = 1 });
        sidecar.Service.Proxy.Should().BeEquivalentTo(new
        {
            LocalServicePort = 7,
            MeshGatewayMode = "local",
            Config = """{"some_key":1}""",
            Upstreams = """[{"DestinationName":"b","LocalBindPort":2}]""",
        });
    }

    [Fact]
    public void Read_Several_AddsSingleOnesToTheLists()
    {
        const string text = """
            service { name = "a" }
            services = [{ name = "b" }, { name = "c" check { ttl = "1s" id = "last" } checks = [{ ttl = "1s" id = "first" }] }]
            check { id = "d" name = "d" ttl = "1s" serviceid = "a" }
            checks { name = "e" alias_service = "b" }
            """;

        var read = ConfigLoad.Options(text);

        read.Definitions.Services.Select(static service => service.Service.Name).Should().BeEquivalentTo("a", "b", "c");
        read.Definitions.Services.Single(static service => service.Service.Name == "c").Checks.Items.Select(static check => check.Id).Should().Equal("first", "last");
        read.Definitions.Checks.Should().BeEquivalentTo([new { Id = "d", ServiceId = "a" }, new { Id = "", ServiceId = "" }]);
        read.Definitions.Fault.Should().BeNull();
        read.IgnoredKeys.Should().BeEmpty();
    }

    [Fact]
    public void Read_OneServiceInEachOfTwoFiles_HasBoth()
    {
        var request = new ConfigRequest { IsDev = true, HostAddresses = ConfigLoad.Host, Fragments = ["service { name = \"a\" }", "service { name = \"b\" }"] };

        AgentConfiguration.Load(request).Options.Definitions.Services.Select(static service => service.Service.Name).Should().Equal("a", "b");
    }

    [Fact]
    public void Read_PortsOfSidecars_AreUsed()
    {
        var options = ConfigLoad.Options("ports { sidecar_min_port = 5 sidecar_max_port = 9 }");

        (options.Cluster.SidecarMinPort, options.Cluster.SidecarMaxPort).Should().Be((5, 9));
        ConfigLoad.Options("ports { sidecar_min_port = 0 sidecar_max_port = 0 }").Cluster.SidecarMinPort.Should().BeLessThan(1);
        options.IgnoredKeys.Should().BeEmpty();
    }

    [Theory]
    [InlineData("check { id = \"c\" name = \"c\" ttl = \"soon\" }", "check[c].ttl: invalid duration: \"soon\": time: invalid duration \"soon\"")]
    [InlineData("service { name = \"a\" check { interval = \"1y\" } }", "check[].interval: invalid duration: \"1y\": time: unknown unit \"y\" in duration \"1y\"")]
    [InlineData("service { name = \"a\" weights { passing = 0 } }", "Invalid weight definition for service a: Passing must be greater than 0")]
    [InlineData("service { name = \"a\" connect { sidecar_service { id = \"x\" } } }", "sidecar_service can't specify an ID")]
    [InlineData("service { name = \"a\" connect { sidecar_service { connect { sidecar_service {} } } } }", "sidecar_service can't have a nested sidecar_service")]
    [InlineData("service { name = \"a\" socket_path = \"/s\" port = 1 }", "service a cannot have both socket path /s and address/port")]
    public void Read_WhatNoConfigurationMayHold_RefusesIt(string text, string problem)
    {
        var read = () => ConfigLoad.Text(text);

        read.Should().Throw<ConfigException>().WithMessage($"*\t* {problem}\n\n");
    }

    [Theory]
    [InlineData("service { port = 1 }", "Failed to register service \"\": Service name missing")]
    [InlineData("service { name = \"a\" check { http = \"http://x\" } }", "Failed to validate checks for service \"a\": Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks")]
    [InlineData("service { name = \"a\" connect { sidecar_service { check { name = \"x\" } } } }", "Failed to validate sidecar for service \"a\": TTL must be > 0 for TTL checks")]
    [InlineData("service { name = \"a\" address = \"0.0.0.0\" }", "Failed to register service \"a\": Invalid service address")]
    [InlineData("check { ttl = \"1s\" }", "Failed to register check '': CheckID missing")]
    [InlineData("check { name = \"c\" }", "Failed to register check 'c': Check is not valid: TTL must be > 0 for TTL checks")]
    public void Read_WhatNoAgentKeeps_SaysWhyTheStartFails(string text, string fault) => ConfigLoad.Options(text).Definitions.Fault.Should().Be(fault);
}

using System.Net;
using PeeringServer.Configuration;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Tests.Configuration;

public sealed class AgentConfigurationTests
{
    [Fact]
    public void Load_Dev_HasDevDefaults()
    {
        var options = ConfigLoad.Options("", dev: true);

        options.Ports.Should().Be(new AgentPorts { Grpc = 8502 });
        options.Addresses.Bind.Should().Be("127.0.0.1");
        options.Cluster.AdvertiseAddress.Should().Be("127.0.0.1");
        options.Cluster.DataDirectory.Should().BeNull();
        options.Log.Level.Should().Be("debug");
        options.UiEnabled.Should().BeTrue();
        options.DevMode.Should().BeTrue();
        options.IgnoredKeys.Should().BeEmpty();
    }

    [Fact]
    public void Load_Server_HasServerDefaults()
    {
        var options = ConfigLoad.Options("""{"server": true, "bootstrap": true}""");

        options.Ports.Should().Be(new AgentPorts());
        options.Addresses.Bind.Should().Be("0.0.0.0");
        options.Addresses.Client.Should().Equal("127.0.0.1");
        options.Cluster.AdvertiseAddress.Should().Be("10.1.2.3", "a server is found under an address of its host");
        options.Cluster.Datacenter.Should().Be("dc1");
        options.Cluster.DataDirectory.Should().Be("data");
        options.Cluster.PeeringEnabled.Should().BeTrue();
        options.Cluster.ConnectEnabled.Should().BeTrue();
        options.Log.Level.Should().Be("info");
        options.UiEnabled.Should().BeFalse();
        (options.LeaveOnTerminate, options.SkipLeaveOnInterrupt).Should().Be((false, true));
        options.Bootstrap.Should().BeTrue();
    }

    [Fact]
    public void Load_FileOfTheGoLauncher_IsTakenWhole()
    {
        var read = ConfigLoad.Text("""
            {"node_name":"node-1","node_id":"11111111-AAAA-3333-4444-555555555555","performance":{"raft_multiplier":1},"bootstrap":true,"server":true,
             "data_dir":"/tmp/x/data","segments":null,"disable_update_check":true,"log_level":"debug","bind_addr":"127.0.0.1","addresses":{},
             "ports":{"dns":19001,"http":19002,"https":19003,"serf_lan":19004,"serf_wan":19005,"server":19006,"grpc":19007,"grpc_tls":19008},
             "acl":{"enabled":true,"default_policy":"deny","tokens":{"master":"root"}},"connect":{"ca_config":{"cluster_id":"11111111-2222-3333-4444-555555555555"},"enabled":true},
             "skip_leave_on_interrupt":true,"peering":{"enabled":true},"version":"1.21.4","ca_file":"ca.crt","cert_file":"server.crt","key_file":"server.key"}
            """);
        var options = read.Options;

        options.Cluster.NodeName.Should().Be("node-1");
        options.Cluster.NodeId.Should().Be("11111111-aaaa-3333-4444-555555555555");
        options.Cluster.ClusterId.Should().Be("11111111-2222-3333-4444-555555555555");
        options.Cluster.Acl.Should().Be(new AclOptions { Enabled = true, DefaultPolicy = AclDefaultPolicy.Deny, InitialManagementToken = "root" });
        options.Ports.Should().Be(new AgentPorts { Dns = 19001, Http = 19002, Https = 19003, SerfLan = 19004, SerfWan = 19005, Server = 19006, Grpc = 19007, GrpcTls = 19008 });
        options.HttpsTls.Should().Be(new TlsListenerOptions { CaFile = "ca.crt", CertFile = "server.crt", KeyFile = "server.key" });
        options.IgnoredKeys.Should().Equal("disable_update_check", "performance.raft_multiplier", "version");
        read.Warnings.Should().Contain("The 'acl.tokens.master' field is deprecated. Use the 'acl.tokens.initial_management' field instead.")
            .And.Contain("The 'ca_file' field is deprecated. Use the 'tls.defaults.ca_file' field instead.")
            .And.Contain("bootstrap = true: do not enable unless necessary");
    }

    [Fact]
    public void Load_FileOfTheTerraformProvider_IsTakenWhole()
    {
        var options = ConfigLoad.Options(
            """
            # The green cluster.
            limits = {
              http_max_conns_per_client = -1
            }
            acl = {
              enabled        = true
              default_policy = "allow"
              down_policy    = "extend-cache"
              tokens = {
                initial_management = "12345678-1234-1234-1234-1234567890ab"
                replication        = "12345678-1234-1234-1234-1234567890ab"
              }
            }
            ports = {
              dns = -1, grpc = 9502
              grpc_tls = 9503
              http = 9500
            }
            """,
            dev: true);

        options.Ports.Should().Be(new AgentPorts { Dns = -1, Grpc = 9502, GrpcTls = 9503, Http = 9500 });
        options.Cluster.Acl.InitialManagementToken.Should().Be("12345678-1234-1234-1234-1234567890ab");
        options.StartRefusal.Should().BeNull();
    }

    [Theory]
    [InlineData("acl { enabled = true tokens { default = \"d\" } }")]
    [InlineData("acl = { enabled = true tokens = { default = \"d\" } }")]
    [InlineData("{\"acl\": {\"enabled\": true, \"tokens\": {\"default\": \"d\"}}}")]
    [InlineData("acl { enabled = true } acl_token = \"d\"")]
    [InlineData("acl_datacenter = \"dc1\" acl_token = \"d\"")]
    public void Load_AnySpellingOfAcl_IsTheSame(string text) =>
        ConfigLoad.Options(text).Cluster.Acl.Should().Be(new AclOptions { Enabled = true, DefaultToken = "d" });

    [Fact]
    public void Load_OtherKeysWithAnEffect_Take()
    {
        var options = ConfigLoad.Options("""
            http_config { response_headers { "X-A" = "b" } block_endpoints = ["/v1/x"] allow_write_http_from = ["127.0.0.1/8"] use_cache = false max_header_bytes = 10 }
            ui_config { enabled = true content_path = "consul/ui" }
            locality { region = "r" zone = "z" }
            node_meta { a = "b" }
            default_query_time = "10s"
            max_query_time = "1m"
            peering { enabled = false }
            connect { enabled = false }
            encrypt = "A4wELWqH"
            log_json = true
            log_file = "x.log"
            addresses { http = "unix:///tmp/x.sock 127.0.0.2" }
            advertise_addr = "192.0.2.1"
            advertise_addr_wan = "192.0.2.2"
            """);

        options.Http.Should().BeEquivalentTo(new HttpOptions
        {
            ResponseHeaders = new Dictionary<string, string> { ["X-A"] = "b" },
            BlockEndpoints = ["/v1/x"],
            AllowWriteFrom = ["127.0.0.0/8"],
            UseCache = false,
            MaxHeaderBytes = 10,
        });
        (options.UiEnabled, options.UiContentPath).Should().Be((true, "/consul/ui/"));
        options.Log.Should().Be(new LogOptions { Json = true, File = "x.log" });
        options.GossipEncrypted.Should().BeTrue();
        options.Addresses.Http.Should().Equal("unix:///tmp/x.sock", "127.0.0.2");
        var cluster = options.Cluster;
        cluster.Locality.Should().Be(new Locality("r", "z"));
        cluster.NodeMeta.Should().Equal(new Dictionary<string, string> { ["a"] = "b" });
        (cluster.DefaultQueryTime, cluster.MaxQueryTime).Should().Be((TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)));
        (cluster.PeeringEnabled, cluster.ConnectEnabled).Should().Be((false, false));
        (cluster.AdvertiseAddress, cluster.AdvertiseAddressWan).Should().Be(("192.0.2.1", "192.0.2.2"));
        options.IgnoredKeys.Should().BeEmpty();
    }

    [Fact]
    public void Load_Tls_InheritsDefaults()
    {
        var options = ConfigLoad.Options("""
            tls {
              defaults { ca_file = "ca" verify_incoming = true tls_min_version = "TLSv1_3" }
              https { verify_incoming = false cert_file = "c" key_file = "k" }
              internal_rpc { verify_server_hostname = true tls_min_version = "TLSv1_1" }
            }
            """);

        options.HttpsTls.Should().Be(new TlsListenerOptions { CaFile = "ca", CertFile = "c", KeyFile = "k", MinVersion = "TLSv1_3" });
        options.GrpcTls.Should().Be(new TlsListenerOptions { CaFile = "ca", VerifyIncoming = true, MinVersion = "TLSv1_3" });
        options.InternalRpcTls.Should().Be(new TlsListenerOptions { CaFile = "ca", VerifyIncoming = true, VerifyOutgoing = true, VerifyServerHostname = true, MinVersion = "TLSv1_1" });
    }

    [Fact]
    public void Load_FormerVerifyIncoming_LeavesGrpcOut()
    {
        var options = ConfigLoad.Options("verify_incoming = true ca_file = \"ca\" tls_min_version = \"tls13\"");

        options.HttpsTls.VerifyIncoming.Should().BeTrue();
        options.GrpcTls.VerifyIncoming.Should().BeFalse();
        options.HttpsTls.MinVersion.Should().Be("TLSv1_3");
    }

    [Theory]
    [InlineData("{\"data_dir\": \"\"}", "data_dir cannot be empty")]
    [InlineData("{\"datacenter\": \"DC one\"}", "datacenter can only contain lowercase alphanumeric, - or _ characters. received: \"dc one\"")]
    [InlineData("{\"datacenter\": \"\"}", "datacenter cannot be empty")]
    [InlineData("{\"datacenter\": \"a b\", \"data_dir\": \"\"}", "datacenter can only contain lowercase alphanumeric, - or _ characters. received: \"a b\"")]
    [InlineData("{\"primary_datacenter\": \"a b\"}", "primary_datacenter can only contain lowercase alphanumeric, - or _ characters. received: \"a b\"")]
    [InlineData("{\"ports\": {\"http\": 70000}}", "1 error occurred:\n\t* ports.http: invalid port: 70000\n\n")]
    [InlineData("{\"ports\": {\"http\": 70000, \"dns\": 70001}}", "2 errors occurred:\n\t* ports.dns: invalid port: 70001\n\t* ports.http: invalid port: 70000\n\n")]
    [InlineData("{\"ports\": {\"http\": 8600}}", "HTTP address 127.0.0.1:8600 already configured for DNS")]
    [InlineData("{\"ports\": {\"https\": 8500}}", "HTTPS address 127.0.0.1:8500 already configured for HTTP")]
    [InlineData("{\"ports\": {\"sidecar_min_port\": 2, \"sidecar_max_port\": 1}}", "sidecar_min_port must be less than sidecar_max_port. To disable, set both to zero.")]
    [InlineData("{\"bootstrap\": true}", "'bootstrap = true' requires 'server = true'")]
    [InlineData("{\"bootstrap_expect\": 3}", "'bootstrap_expect > 0' requires 'server = true'")]
    [InlineData("{\"bootstrap_expect\": -1}", "bootstrap_expect cannot be -1. Must be greater than or equal to zero")]
    [InlineData("{\"server\": true, \"bootstrap\": true, \"bootstrap_expect\": 3}", "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive")]
    [InlineData("{\"bind_addr\": \"\"}", "bind_addr cannot be empty")]
    [InlineData("{\"bind_addr\": \"127.0.0.1 127.0.0.2\"}", "bind_addr cannot contain multiple addresses. Use 'addresses.{dns,http,https}' instead.")]
    [InlineData("{\"bind_addr\": \"unix:///x\"}", "bind_addr cannot be a unix socket")]
    [InlineData("{\"advertise_addr\": \"0.0.0.0\"}", "Advertise address cannot be 0.0.0.0, :: or [::]")]
    [InlineData("{\"advertise_addr_wan\": \"::\"}", "Advertise WAN address cannot be 0.0.0.0, :: or [::]")]
    [InlineData("{\"client_addr\": \"unix:///x\"}", "1 error occurred:\n\t* client_addr cannot be a unix socket\n\n")]
    [InlineData("{\"client_addr\": \"localhost\"}", "1 error occurred:\n\t* client_addr: invalid ip address: localhost\n\n")]
    [InlineData("{\"client_addr\": \"1\"}", "1 error occurred:\n\t* client_addr: invalid ip address: 1\n\n")]
    [InlineData("{\"default_query_time\": \"abc\"}", "1 error occurred:\n\t* default_query_time: invalid duration: \"abc\": time: invalid duration \"abc\"\n\n")]
    [InlineData("{\"performance\": {\"raft_multiplier\": 11}}", "performance.raft_multiplier cannot be 11. Must be between 1 and 10")]
    [InlineData("{\"raft_protocol\": 2}", "raft_protocol version 2 is not supported by this version of Consul")]
    [InlineData("{\"ui_config\": {\"content_path\": \"a b\"}}", "ui-content-path can only contain alphanumeric, -, _, or /. received: \"/a b/\"")]
    [InlineData("{\"ui_config\": {\"content_path\": \"v1\"}}", "ui-content-path cannot have 'v[0-9]'. received: \"/v1/\"")]
    [InlineData("{\"http_config\": {\"allow_write_http_from\": [\"x\"]}}", "1 error occurred:\n\t* allow_write_http_from: invalid cidr: x\n\n")]
    [InlineData("{\"encrypt\": \"!\"}", "encrypt has invalid key: illegal base64 data at input byte 0")]
    [InlineData("{\"connect\": {\"ca_provider\": \"x\"}}", "x is not a valid CA provider")]
    [InlineData("{\"tls\": {\"grpc\": {\"verify_outgoing\": true}}}", "verify_outgoing is not valid in the tls.grpc stanza")]
    [InlineData("{\"tls\": {\"https\": {\"use_auto_cert\": true}}}", "use_auto_cert is only valid in the tls.grpc stanza")]
    [InlineData("{\"auto_encrypt\": {\"tls\": true}}", "auto_encrypt.tls can only be used on a client.")]
    public void Load_Contradiction_IsRefusedInConsulsWords(string text, string message) =>
        FluentActions.Invoking(() => ConfigLoad.Options(text)).Should().Throw<ConfigException>().WithMessage(message);

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/32", "10.1.2.3/32")]
    [InlineData("10.1.2.255/25", "10.1.2.128/25")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2001:db8::1/33", "2001:db8::/33")]
    public void Load_NetworkWithBitsBehindItsPrefix_StandsForTheNetwork(string text, string network)
    {
        var networks = ConfigLoad.Options($"http_config {{ allow_write_http_from = [\"{text}\"] }}").Http.AllowWriteFrom;

        networks.Should().Equal(network);
        IPNetwork.TryParse(networks[0], out _).Should().BeTrue();
    }

    [Theory]
    [InlineData("bootstrap_expect = 1", true, null, "BootstrapExpect is set to 1; this is the same as Bootstrap mode.")]
    [InlineData("acl { default_policy = \"maybe\" }", false, "Failed to start Consul server: Unsupported default ACL policy: maybe", null)]
    [InlineData("acl { down_policy = \"maybe\" }", false, "Failed to start Consul server: Unsupported down ACL policy: maybe", null)]
    [InlineData("connect { ca_config { cluster_id = \"x\" } }", false, "cluster_id was supplied but was not a valid UUID", null)]
    [InlineData("connect { ca_config { cluster_id = 1 } }", false, "cluster_id was supplied but was not a string", null)]
    [InlineData("ui = true", false, null, "The 'ui' field is deprecated. Use the 'ui_config.enabled' field instead.")]
    [InlineData("node_name = \"a_b\"", false, null, "Node name \"a_b\" will not be discoverable via DNS due to invalid characters. Valid characters include all alpha-numerics and dashes.")]
    public void Load_DoubtfulValue_IsToldLater(string text, bool bootstrap, string? refusal, string? warning)
    {
        var read = ConfigLoad.Text(text, dev: true);

        read.Options.Bootstrap.Should().Be(bootstrap);
        read.Options.StartRefusal.Should().Be(refusal);
        if (warning is not null)
        {
            read.Warnings.Should().Contain(warning);
        }
    }
}

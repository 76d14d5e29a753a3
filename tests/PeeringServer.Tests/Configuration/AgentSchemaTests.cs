using PeeringServer.Configuration.Schema;

namespace PeeringServer.Tests.Configuration;

public sealed class AgentSchemaTests
{
    [Theory]
    [InlineData("""{"retry_join": ["a"], "start_join": ["b"], "encrypt_verify_incoming": true, "experiments": ["x"], "log_sublevels": {"a": "b"}}""")]
    [InlineData("""{"telemetry": {"prometheus_retention_time": "1m", "disable_hostname": true, "prefix_filter": ["+a"]}, "watches": [{"type": "key"}]}""")]
    [InlineData("""{"limits": {"request_limits": {"mode": "enforcing", "read_rate": 10, "write_rate": 5.5}, "kv_max_value_size": 1}}""")]
    [InlineData("""{"service": {"name": "a", "connect": {"sidecar_service": {"proxy": {"upstreams": [{"destination_name": "b", "local_bind_port": 1}]}}}}}""")]
    [InlineData("""{"check": {"id": "a", "ScriptArgs": ["x"], "header": {"a": ["b"]}, "TLSSkipVerify": true}}""")]
    [InlineData("""{"autopilot": {"min_quorum": 1}, "gossip_lan": {"gossip_nodes": 1}, "raft_logstore": {"backend": "wal", "wal": {"segment_size_mb": 1}}}""")]
    [InlineData("""{"config_entries": {"bootstrap": [{"Kind": "proxy-defaults", "Name": "global", "Config": {"a": 1}}]}, "snapshot_agent": {"a": 1}}""")]
    [InlineData("""{"dns_config": {"service_ttl": {"*": "1s"}, "soa": {"min_ttl": 1}}, "unix_sockets": {"mode": "700"}, "rpc": {"enable_streaming": true}}""")]
    [InlineData("""{"auto_config": {"authorization": {"static": {"claim_mappings": {"a": "b"}}}}, "audit": {"sink": {"a": {"type": "file"}}}}""")]
    [InlineData("""{"non_voting_server": true, "license_path": "x", "reporting": {"license": {"enabled": false}}, "cloud": {"resource_id": "x"}}""")]
    public void Decode_KeysAboutWhatIsNotHere_AreTaken(string json) =>
        FluentActions.Invoking(() => ConfigLoad.Table(json)).Should().NotThrow();

    [Fact]
    public void Find_SecondName_IsTheSameKey()
    {
        AgentSchema.Root.Find("non_voting_server").Should().BeSameAs(AgentSchema.Root.Find("read_replica"));
        AgentSchema.Root.Find("LOG_LEVEL")!.Name.Should().Be("log_level");
        AgentSchema.Root.Find("bogus").Should().BeNull();
    }
}

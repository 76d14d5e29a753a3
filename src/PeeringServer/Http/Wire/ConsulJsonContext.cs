using System.Text.Json;
using System.Text.Json.Serialization;
using PeeringServer.Core;

namespace PeeringServer.Http.Wire;

/// <summary>Every JSON shape that is sent.</summary>
[JsonSerializable(typeof(PeeringJson))]
[JsonSerializable(typeof(PeeringJson[]))]
[JsonSerializable(typeof(PeeringTokenJson))]
[JsonSerializable(typeof(EmptyJson))]
[JsonSerializable(typeof(CaRootsJson))]
[JsonSerializable(typeof(AclPolicyJson))]
[JsonSerializable(typeof(AclPolicyStubJson[]))]
[JsonSerializable(typeof(AclTokenJson))]
[JsonSerializable(typeof(AclTokenJson[]))]
[JsonSerializable(typeof(AclExpandedTokenJson))]
[JsonSerializable(typeof(AclBootstrapJson))]
[JsonSerializable(typeof(AclAuthorizationJson[]))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(KvEntryJson[]))]
[JsonSerializable(typeof(SessionIdJson))]
[JsonSerializable(typeof(SessionJson[]))]
[JsonSerializable(typeof(ConfigEntryJson))]
[JsonSerializable(typeof(ConfigEntryJson[]))]
[JsonSerializable(typeof(ResolvedExportJson[]))]
[JsonSerializable(typeof(TransactionJson))]
[JsonSerializable(typeof(TransactionReadJson))]
[JsonSerializable(typeof(NodeJson[]))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(ServiceNodeJson[]))]
[JsonSerializable(typeof(CatalogNodeJson))]
[JsonSerializable(typeof(NodeServiceListJson))]
[JsonSerializable(typeof(HealthCheckJson[]))]
[JsonSerializable(typeof(CheckServiceNodeJson[]))]
[JsonSerializable(typeof(NodeCoordinateJson[]))]
[JsonSerializable(typeof(DatacenterCoordinatesJson[]))]
[JsonSerializable(typeof(RaftConfigurationJson))]
[JsonSerializable(typeof(AutopilotHealthJson))]
[JsonSerializable(typeof(ServiceSummaryJson[]))]
[JsonSerializable(typeof(AgentSelfJson))]
[JsonSerializable(typeof(MemberJson[]))]
[JsonSerializable(typeof(AgentVersionJson))]
[JsonSerializable(typeof(MetricsJson))]
[JsonSerializable(typeof(HostJson))]
[JsonSerializable(typeof(Dictionary<string, AgentServiceJson>))]
[JsonSerializable(typeof(AgentServiceJson))]
[JsonSerializable(typeof(AgentServiceHealthJson))]
[JsonSerializable(typeof(AgentServiceHealthJson[]))]
[JsonSerializable(typeof(Dictionary<string, HealthCheckJson>))]
internal sealed partial class ConsulJsonContext : JsonSerializerContext
{
    /// <summary>As an agent sends it.</summary>
    public static readonly ConsulJsonContext Compact = new(new JsonSerializerOptions { Encoder = GoJsonEncoder.Instance });

    /// <summary>As it is sent with <c>?pretty</c>, and by an agent in <c>-dev</c> mode.</summary>
    public static readonly ConsulJsonContext Indented = new(new JsonSerializerOptions
    {
        Encoder = GoJsonEncoder.Instance,
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
    });
}

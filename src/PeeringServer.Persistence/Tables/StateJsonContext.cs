using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Sessions;

namespace PeeringServer.Persistence.Tables;

/// <summary>How rows are written: every property that is set, under its own name. What is worked out from others is left out.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(AclRulesConverter), typeof(BytesConverter), typeof(RawJsonConverter), typeof(TextListConverter), typeof(TextMapConverter), typeof(ValueMapConverter<string>), typeof(ValueMapConverter<ServiceAddress>), typeof(ValueMapConverter<ValueList<string>>)])]
[JsonSerializable(typeof(StoredIndexes))]
[JsonSerializable(typeof(CaRootsTable))]
[JsonSerializable(typeof(Peering))]
[JsonSerializable(typeof(PeeringSecrets))]
[JsonSerializable(typeof(AclPolicy))]
[JsonSerializable(typeof(AclToken))]
[JsonSerializable(typeof(ConfigEntry))]
[JsonSerializable(typeof(CatalogNode))]
[JsonSerializable(typeof(CatalogService))]
[JsonSerializable(typeof(CatalogCheck))]
[JsonSerializable(typeof(ServiceAddress))]
[JsonSerializable(typeof(CatalogIndexes))]
[JsonSerializable(typeof(StoredIndex))]
[JsonSerializable(typeof(StoredTime))]
[JsonSerializable(typeof(StoredCoordinates))]
[JsonSerializable(typeof(AgentCheck))]
[JsonSerializable(typeof(AgentServiceOrigin))]
[JsonSerializable(typeof(KeyValueEntry))]
[JsonSerializable(typeof(Tombstone))]
[JsonSerializable(typeof(Session))]
internal sealed partial class StateJsonContext : JsonSerializerContext;

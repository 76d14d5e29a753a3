using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Persistence.Tables;

/// <summary>How rows are written: every property that is set, under its own name. What is worked out from others is left out.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(AclRulesConverter), typeof(BytesConverter), typeof(TextMapConverter)])]
[JsonSerializable(typeof(StoredIndexes))]
[JsonSerializable(typeof(CaRootsTable))]
[JsonSerializable(typeof(Peering))]
[JsonSerializable(typeof(PeeringSecrets))]
[JsonSerializable(typeof(AclPolicy))]
[JsonSerializable(typeof(AclToken))]
internal sealed partial class StateJsonContext : JsonSerializerContext;

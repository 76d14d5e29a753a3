using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>An identity of a service that a token has.</summary>
internal sealed record AclServiceIdentityJson(
    string ServiceName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Datacenters);

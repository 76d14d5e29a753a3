using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>How tokens are resolved.</summary>
internal sealed record AclResolverSettingsJson(
    [property: JsonPropertyName("ACLsEnabled")] bool AclsEnabled,
    [property: JsonPropertyName("ACLDefaultPolicy")] string AclDefaultPolicy,
    string Datacenter,
    string NodeName);

using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>A question whether the caller has a permission, with its answer.</summary>
internal sealed record AclAuthorizationJson(
    string Resource,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Segment,
    string Access,
    bool Allow);

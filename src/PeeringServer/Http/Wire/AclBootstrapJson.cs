using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Tokens;

namespace PeeringServer.Http.Wire;

/// <summary>The first management token: its secret stands first once more, under the name that secrets had once.</summary>
internal sealed record AclBootstrapJson : AclTokenJson
{
    public AclBootstrapJson(AclTokenView view)
        : base(view)
    {
    }

    [JsonPropertyName("ID")]
    [JsonPropertyOrder(0)]
    public string Id => SecretId;
}

using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>Automatic configuration, which is off.</summary>
internal sealed record AutoConfigJson
{
    public AutoConfigAuthorizerJson Authorizer { get; } = new();

    [JsonPropertyName("DNSSANs")]
    public string[] DnsSans { get; } = [];

    public bool Enabled { get; }

    [JsonPropertyName("IPSANs")]
    public string[] IpSans { get; } = [];

    public string IntroToken { get; } = "";

    public string[] ServerAddresses { get; } = [];
}

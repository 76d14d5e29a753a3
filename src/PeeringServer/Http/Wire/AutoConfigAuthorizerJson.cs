namespace PeeringServer.Http.Wire;

/// <summary>Who may be configured automatically: nobody.</summary>
internal sealed record AutoConfigAuthorizerJson
{
    public bool AllowReuse { get; }

    public AutoConfigAuthMethodJson AuthMethod { get; } = new();

    public string[] ClaimAssertions { get; } = [];

    public bool Enabled { get; }
}

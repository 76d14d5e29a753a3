namespace PeeringServer.Configuration;

internal sealed record ConfigRequest
{
    public IReadOnlyList<string> Paths { get; init; } = [];

    public bool IsDev { get; init; }
}

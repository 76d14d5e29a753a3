namespace PeeringServer.Http.Wire;

/// <summary>One value as it is now.</summary>
internal sealed record GaugeJson(string Name, double Value)
{
    public EmptyJson Labels { get; } = new();
}

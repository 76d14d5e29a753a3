namespace PeeringServer.Http.Wire;

/// <summary>One value as it is now.</summary>
internal sealed record GaugeJson(string Name, double Value)
{
    /// <summary>What it is a value of.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];
}

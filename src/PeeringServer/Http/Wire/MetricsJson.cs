namespace PeeringServer.Http.Wire;

/// <summary>Metrics of the process.</summary>
internal sealed record MetricsJson(string Timestamp, GaugeJson[] Gauges)
{
    public string[] Points { get; } = [];

    public string[] Counters { get; } = [];

    public string[] Samples { get; } = [];
}

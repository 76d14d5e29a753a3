using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The operating system.</summary>
internal sealed record HostInfoJson
{
    [JsonPropertyName("hostname")]
    public required string Hostname { get; init; }

    [JsonPropertyName("uptime")]
    public required long Uptime { get; init; }

    [JsonPropertyName("bootTime")]
    public required long BootTime { get; init; }

    [JsonPropertyName("procs")]
    public required int Procs { get; init; }

    [JsonPropertyName("os")]
    public required string Os { get; init; }

    [JsonPropertyName("platform")]
    public required string Platform { get; init; }

    [JsonPropertyName("platformFamily")]
    public required string PlatformFamily { get; init; }

    [JsonPropertyName("platformVersion")]
    public required string PlatformVersion { get; init; }

    [JsonPropertyName("kernelVersion")]
    public required string KernelVersion { get; init; }

    [JsonPropertyName("kernelArch")]
    public required string KernelArch { get; init; }

    [JsonPropertyName("virtualizationSystem")]
    public string VirtualizationSystem { get; } = "";

    [JsonPropertyName("virtualizationRole")]
    public string VirtualizationRole { get; } = "";

    [JsonPropertyName("hostId")]
    public required string HostId { get; init; }
}

using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>One processor.</summary>
internal sealed record CpuJson
{
    [JsonPropertyName("cpu")]
    public required int Cpu { get; init; }

    [JsonPropertyName("vendorId")]
    public required string VendorId { get; init; }

    [JsonPropertyName("family")]
    public required string Family { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    [JsonPropertyName("stepping")]
    public required int Stepping { get; init; }

    [JsonPropertyName("physicalId")]
    public required string PhysicalId { get; init; }

    [JsonPropertyName("coreId")]
    public required string CoreId { get; init; }

    [JsonPropertyName("cores")]
    public int Cores { get; } = 1;

    [JsonPropertyName("modelName")]
    public required string ModelName { get; init; }

    [JsonPropertyName("mhz")]
    public required double Mhz { get; init; }

    [JsonPropertyName("cacheSize")]
    public required int CacheSize { get; init; }

    [JsonPropertyName("flags")]
    public required string[] Flags { get; init; }

    [JsonPropertyName("microcode")]
    public required string Microcode { get; init; }
}

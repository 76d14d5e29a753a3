using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The disk that data is kept on. Inodes are not counted.</summary>
internal sealed record DiskJson
{
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    [JsonPropertyName("fstype")]
    public required string FileSystem { get; init; }

    [JsonPropertyName("total")]
    public required long Total { get; init; }

    [JsonPropertyName("free")]
    public required long Free { get; init; }

    [JsonPropertyName("used")]
    public long Used => Total - Free;

    [JsonPropertyName("usedPercent")]
    public double UsedPercent => Total == 0 ? 0 : 100.0 * Used / Total;

    [JsonPropertyName("inodesTotal")]
    public long InodesTotal { get; }

    [JsonPropertyName("inodesUsed")]
    public long InodesUsed { get; }

    [JsonPropertyName("inodesFree")]
    public long InodesFree { get; }

    [JsonPropertyName("inodesUsedPercent")]
    public double InodesUsedPercent { get; }
}

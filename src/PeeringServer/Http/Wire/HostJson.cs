using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The machine an agent runs on; members are called as the library calls them that a real agent asks.</summary>
internal sealed record HostJson(
    IReadOnlyDictionary<string, double> Memory,
    [property: JsonPropertyName("CPU")] CpuJson[] Cpu,
    HostInfoJson Host,
    DiskJson Disk,
    long CollectionTime)
{
    public string[]? Errors { get; }
}

using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>How the one server is. No positional members: those are written first, and the order of what is sent is Consul's.</summary>
internal sealed record ServerHealthJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    public string SerfStatus { get; } = "alive";

    public required string Version { get; init; }

    public bool Leader { get; } = true;

    public string LastContact { get; } = "0s";

    public ulong LastTerm { get; } = 2;

    public required ulong LastIndex { get; init; }

    public bool Healthy { get; } = true;

    public bool Voter { get; } = true;

    public required string StableSince { get; init; }
}

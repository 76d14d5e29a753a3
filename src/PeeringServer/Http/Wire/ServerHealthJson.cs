using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>How the one server is.</summary>
internal sealed record ServerHealthJson([property: JsonPropertyName("ID")] string Id, string Name, string Address, string Version, ulong LastIndex, string StableSince)
{
    public string SerfStatus { get; } = "alive";

    public bool Leader { get; } = true;

    public string LastContact { get; } = "0s";

    public ulong LastTerm { get; } = 2;

    public bool Healthy { get; } = true;

    public bool Voter { get; } = true;
}

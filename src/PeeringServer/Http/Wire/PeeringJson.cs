using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Http.Wire;

/// <summary>A peering as the API shows it; members in the order of the wire.</summary>
internal sealed record PeeringJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeletedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Meta { get; init; }

    public required string State { get; init; }

    [JsonPropertyName("PeerID")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerId { get; init; }

    [JsonPropertyName("PeerCAPems")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? PeerCaPems { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerServerName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? PeerServerAddresses { get; init; }

    public required StreamStatusJson StreamStatus { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public required RemoteJson Remote { get; init; }

    public static PeeringJson From(PeeringView view)
    {
        var peering = view.Peering;
        return new PeeringJson
        {
            Id = peering.Id,
            Name = peering.Name,
            DeletedAt = peering.DeletedAt is { } at ? GoTime.Format(at) : null,
            Meta = peering.Meta.IsEmpty ? null : peering.Meta,
            State = NameOf(view.State),
            PeerId = Shown(peering.PeerId),
            PeerCaPems = Shown(peering.PeerCaPems),
            PeerServerName = Shown(peering.PeerServerName),
            PeerServerAddresses = Shown(peering.PeerServerAddresses),
            StreamStatus = view.Stream is { } stream ? StreamStatusJson.From(stream) : StreamStatusJson.None,
            CreateIndex = peering.CreateIndex,
            ModifyIndex = peering.ModifyIndex,
            Remote = RemoteJson.From(peering.Remote),
        };
    }

    private static string NameOf(PeeringState state) => state switch
    {
        PeeringState.Pending => "PENDING",
        PeeringState.Establishing => "ESTABLISHING",
        PeeringState.Active => "ACTIVE",
        PeeringState.Failing => "FAILING",
        PeeringState.Deleting => "DELETING",
        PeeringState.Terminated => "TERMINATED",
        _ => "UNDEFINED",
    };

    private static string? Shown(string value) => value.Length == 0 ? null : value;

    private static ImmutableArray<string>? Shown(ImmutableArray<string> values) => values.IsEmpty ? null : values;
}

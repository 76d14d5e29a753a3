using System.Text.Json;
using PeeringServer.Core.State;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>What the <c>mesh</c> entry says that matters to peerings.</summary>
/// <param name="PeerThroughMeshGateways">Whether servers are reached through mesh gateways: tokens then carry the gateways' addresses.</param>
internal sealed record MeshSettings(bool PeerThroughMeshGateways)
{
    public static MeshSettings Of(ClusterSnapshot snapshot) => new(
        snapshot.ConfigEntries.Find(ConfigEntryKinds.Mesh, ConfigEntryKinds.MeshName) is { } entry
        && entry.Body.TryGetProperty("Peering", out var peering)
        && peering.GetProperty(nameof(PeerThroughMeshGateways)).ValueKind == JsonValueKind.True);
}

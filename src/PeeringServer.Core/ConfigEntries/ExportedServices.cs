using System.Collections.Immutable;
using System.Text.Json;
using PeeringServer.Core.State;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>What the <c>exported-services</c> entry says: names of services, or the wildcard, with the peerings they are exported to.</summary>
internal sealed record ExportedServices(ImmutableArray<ResolvedExport> Services)
{
    private static readonly ExportedServices None = new([]);

    /// <summary>Name of the servers' own service, which is never exported.</summary>
    private const string Servers = "consul";

    public static ExportedServices Of(ClusterSnapshot snapshot) =>
        snapshot.ConfigEntries.Find(ConfigEntryKinds.ExportedServices, ConfigEntryKinds.ExportedServicesName) is { } entry ? From(entry) : None;

    /// <summary>Each exported service once, in the order of names.</summary>
    /// <param name="registered">Names that a wildcard stands for.</param>
    public ImmutableArray<ResolvedExport> Resolve(IEnumerable<string> registered)
    {
        var all = registered.ToList();
        return
        [
            .. Services
                .SelectMany(export => (export.Service == ConfigEntryConstants.Wildcard ? all : [export.Service]).Select(name => (Name: name, export.Peers)))
                .Where(static export => export.Name != Servers && export.Peers.Length > 0)
                .GroupBy(static export => export.Name, static export => export.Peers)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => new ResolvedExport(group.Key, [.. group.SelectMany(static peers => peers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
        ];
    }

    private static ExportedServices From(ConfigEntry entry) =>
        entry.Body.TryGetProperty(nameof(Services), out var services) ? new([.. services.EnumerateArray().Select(ExportOf)]) : None;

    private static ResolvedExport ExportOf(JsonElement service) => new(
        service.GetProperty("Name").GetString() ?? "",
        service.TryGetProperty("Consumers", out var consumers) ? [.. consumers.EnumerateArray().Select(PeerOf).OfType<string>()] : []);

    private static string? PeerOf(JsonElement consumer) => consumer.TryGetProperty("Peer", out var peer) ? peer.GetString() : null;
}

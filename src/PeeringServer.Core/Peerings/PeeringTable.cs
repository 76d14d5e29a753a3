using System.Collections.Immutable;

namespace PeeringServer.Core.Peerings;

/// <summary>All peerings of a cluster, their secrets and trust bundles, at one index.</summary>
internal sealed record PeeringTable
{
    public static readonly PeeringTable Empty = new();

    /// <summary>Index of the last write to any peering, 0 before the first.</summary>
    public ulong Index { get; init; }

    /// <summary>By name, in the order of names.</summary>
    public ImmutableSortedDictionary<string, Peering> ByName { get; private init; } = ImmutableSortedDictionary.Create<string, Peering>(StringComparer.Ordinal);

    public ImmutableDictionary<string, Peering> ById { get; private init; } = ImmutableDictionary.Create<string, Peering>(StringComparer.OrdinalIgnoreCase);

    public ImmutableDictionary<string, PeeringSecrets> Secrets { get; private init; } = ImmutableDictionary.Create<string, PeeringSecrets>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The peering of that name, whatever the case it is asked for in.</summary>
    public Peering? Find(string name) => ByName.GetValueOrDefault(name) ?? ByName.GetValueOrDefault(name.ToLowerInvariant());

    public Peering? FindById(string id) => ById.GetValueOrDefault(id);

    public PeeringSecrets SecretsOf(string id) => Secrets.GetValueOrDefault(id, PeeringSecrets.None);

    public PeeringTable With(Peering peering) => this with
    {
        Index = peering.ModifyIndex,
        ByName = ByName.SetItem(peering.Name, peering),
        ById = ById.SetItem(peering.Id, peering),
    };

    public PeeringTable Without(Peering peering, ulong index) => this with
    {
        Index = index,
        ByName = ByName.Remove(peering.Name),
        ById = ById.Remove(peering.Id),
        Secrets = Secrets.Remove(peering.Id),
    };

    public PeeringTable WithSecrets(string id, PeeringSecrets secrets) => this with
    {
        Secrets = secrets == PeeringSecrets.None ? Secrets.Remove(id) : Secrets.SetItem(id, secrets),
    };
}

using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>What is registered with the agent of this server. The catalog shows it too, among what others registered there.</summary>
internal sealed record AgentTable
{
    public static readonly AgentTable Empty = new();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, CatalogService> Services { get; init; } = ImmutableSortedDictionary.Create<string, CatalogService>(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, AgentCheck> Checks { get; init; } = ImmutableSortedDictionary.Create<string, AgentCheck>(StringComparer.Ordinal);

    /// <summary>By id of a service; those that clients registered as they are have none.</summary>
    public ImmutableSortedDictionary<string, AgentServiceOrigin> Origins { get; init; } = ImmutableSortedDictionary.Create<string, AgentServiceOrigin>(StringComparer.Ordinal);

    /// <summary>Where a service comes from.</summary>
    public AgentServiceOrigin OriginOf(string serviceId) => Origins.GetValueOrDefault(serviceId, AgentServiceOrigin.Client);

    /// <summary>The checks that count for a service: those of the node as a whole, and its own.</summary>
    public IEnumerable<CatalogCheck> ChecksFor(string serviceId) =>
        Checks.Values.Select(static check => check.Check).Where(check => check.ServiceId.Length == 0 || check.ServiceId == serviceId);

    /// <summary>Ids of the checks that go with a service.</summary>
    public ImmutableArray<string> ChecksOf(string serviceId) => [.. Checks.Values.Where(check => check.Check.ServiceId == serviceId).Select(static check => check.Check.Id)];

    /// <summary>The same content, every check registered at an index: whoever makes them begins anew.</summary>
    public AgentTable RaisedTo(ulong index) =>
        this with { Checks = Checks.SetItems(Checks.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { RegisteredIndex = index }))) };

    /// <summary>The same registered on a node; this very table where it is so already.</summary>
    public AgentTable On(string node)
    {
        var (services, checks) = (Services.Where(pair => pair.Value.Node != node).ToList(), Checks.Where(pair => pair.Value.Check.Node != node).ToList());
        return services.Count == 0 && checks.Count == 0 ? this : this with
        {
            Services = Services.SetItems(services.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Node = node }))),
            Checks = Checks.SetItems(checks.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Check = pair.Value.Check with { Node = node } }))),
        };
    }
}

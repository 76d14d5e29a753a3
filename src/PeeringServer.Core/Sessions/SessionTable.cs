using System.Collections.Immutable;

namespace PeeringServer.Core.Sessions;

/// <summary>All sessions at one index.</summary>
internal sealed record SessionTable
{
    public static readonly SessionTable Empty = new();

    /// <summary>Index of the last change, 0 before the first.</summary>
    public ulong Index { get; init; }

    /// <summary>By id, in the order of ids.</summary>
    public ImmutableSortedDictionary<string, Session> ById { get; private init; } = ImmutableSortedDictionary.Create<string, Session>(StringComparer.Ordinal);

    public Session? Find(string id) => ById.GetValueOrDefault(id.ToLowerInvariant());

    public IEnumerable<Session> OfNode(string node) => ById.Values.Where(session => session.Node.Equals(node, StringComparison.OrdinalIgnoreCase));

    public SessionTable With(Session session) => this with { Index = session.ModifyIndex, ById = ById.SetItem(session.Id, session) };

    public SessionTable Without(Session session, ulong index) => this with { Index = index, ById = ById.Remove(session.Id) };
}

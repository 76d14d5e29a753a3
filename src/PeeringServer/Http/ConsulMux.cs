using System.Collections.Frozen;

namespace PeeringServer.Http;

/// <summary>
/// Finds the endpoint for a path by the rules of Go's ServeMux, which clients of Consul get to see: exact case, the longest pattern
/// that ends in a slash, redirects to the clean path and to the path with a slash.
/// </summary>
internal sealed class ConsulMux
{
    private readonly FrozenDictionary<string, ConsulMuxEntry> _exact;
    private readonly ConsulMuxEntry[] _subtrees;
    private readonly FrozenSet<string> _lackingSlash;

    /// <param name="endpoints">Consul's routes, among others.</param>
    /// <param name="otherSubtrees">Patterns that end in a slash and belong to others; they, too, are what a client means that leaves the slash out.</param>
    public ConsulMux(IEnumerable<Endpoint> endpoints, IEnumerable<string> otherSubtrees)
    {
        var entries = endpoints
            .Where(static endpoint => RouteOf(endpoint) is not null)
            .GroupBy(static endpoint => RouteOf(endpoint)!.Pattern)
            .Select(static group => new ConsulMuxEntry(group.Key, group.ToFrozenDictionary(static endpoint => RouteOf(endpoint)!.Method), [.. group.Select(static endpoint => RouteOf(endpoint)!.Method)]))
            .ToList();
        _exact = entries.ToFrozenDictionary(static entry => entry.Pattern);
        _subtrees = [.. entries.Where(static entry => entry.Pattern.EndsWith('/')).OrderByDescending(static entry => entry.Pattern.Length)];
        _lackingSlash = _subtrees.Select(static entry => entry.Pattern).Concat(otherSubtrees).Select(static pattern => pattern[..^1]).Where(path => !_exact.ContainsKey(path)).ToFrozenSet();
    }

    /// <summary>The route for a path, or null.</summary>
    public ConsulMuxEntry? Find(string path)
    {
        if (_exact.TryGetValue(path, out var exact))
        {
            return exact;
        }

        foreach (var subtree in _subtrees)
        {
            if (path.StartsWith(subtree.Pattern, StringComparison.Ordinal))
            {
                return subtree;
            }
        }

        return null;
    }

    /// <summary>Where a client is sent that asked for a path in another form than its own, or null.</summary>
    public string? RedirectOf(ConsulTarget target)
    {
        if (GoUrl.IsClean(target.Escaped))
        {
            return _lackingSlash.Contains(target.Match) ? WithQuery(target.Escaped + "/", target) : null;
        }

        var cleaned = GoUrl.Clean(target.Escaped);
        return WithQuery(_lackingSlash.Contains(cleaned) ? cleaned + "/" : cleaned, target);
    }

    private static ConsulRoute? RouteOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ConsulRoute>();

    private static string WithQuery(string path, ConsulTarget target) => target.RawQuery.Length == 0 ? path : $"{path}?{target.RawQuery}";
}

namespace PeeringServer.Core.Hcl;

/// <summary>
/// Undoes HCL's doubt whether a block stands alone. Every block is read as a list; whoever knows that a key holds one
/// object takes it out of the list, as consul does before it decodes a configuration.
/// </summary>
internal static class HclTree
{
    /// <summary>The only element of a list of one; any other value as it is. For values that are not meant to be lists.</summary>
    public static object? Single(object? value) => value switch
    {
        List<HclMap> { Count: 1 } blocks => blocks[0],
        List<object?> { Count: 1 } list => list[0],
        _ => value,
    };

    /// <summary>A copy of a map in which each list of one map has become that map, at every depth.</summary>
    /// <param name="map">The map.</param>
    /// <param name="isList">Whether the key at a path (<c>acl.tokens</c>) is a list all the same. Elements have the list's path.</param>
    public static HclMap Merge(HclMap map, Predicate<string> isList) => Merge(map, "", isList);

    private static HclMap Merge(HclMap map, string prefix, Predicate<string> isList)
    {
        var merged = new HclMap();
        foreach ((string key, object? value) in map)
        {
            merged.Place(key, map.PositionOf(key));
            merged[key] = MergeValue(value, prefix + key, isList);
        }

        return merged;
    }

    private static object? MergeValue(object? value, string path, Predicate<string> isList) => value switch
    {
        List<HclMap> { Count: 1 } blocks when !isList(path) => Merge(blocks[0], path + ".", isList),
        List<HclMap> blocks => blocks.ConvertAll(block => Merge(block, path + ".", isList)),
        List<object?> { Count: 1 } list when list[0] is HclMap only && !isList(path) => Merge(only, path + ".", isList),
        List<object?> list => list.ConvertAll(element => element is HclMap inner ? Merge(inner, path + ".", isList) : element),
        _ => value,
    };
}

using PeeringServer.Core.ConfigEntries;

namespace PeeringServer.Core.Exports;

/// <summary>Services to which traffic is led by config entries, which makes them part of the mesh without a proxy.</summary>
/// <param name="index">Index of the config entries that say so.</param>
/// <param name="names">Their names.</param>
internal sealed class RoutedServices(ulong index, IEnumerable<string> names)
{
    public static readonly RoutedServices None = new(0, []);

    private static readonly string[] Kinds = [ConfigEntryKinds.ServiceResolver, ConfigEntryKinds.ServiceRouter, ConfigEntryKinds.ServiceSplitter];

    private readonly HashSet<string> _names = new(names, StringComparer.OrdinalIgnoreCase);

    public bool Contains(string service) => _names.Contains(service);

    /// <summary>The same for a table, without work where that is the one it was made of.</summary>
    public RoutedServices At(ConfigEntryTable table) => table.Index == index
        ? this
        : new(table.Index, table.All.Where(static entry => Kinds.Contains(entry.Kind)).Select(static entry => entry.Name));
}

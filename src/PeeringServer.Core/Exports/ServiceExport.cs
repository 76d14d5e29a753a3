using System.Collections.Immutable;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Core.Exports;

/// <summary>One exported service as a peer gets it: all of its instances, or none.</summary>
/// <param name="Name">Its name, or that of the proxies before it.</param>
/// <param name="Instances">With at most one check each, which stands for all that count for it.</param>
internal sealed record ServiceExport(string Name, ImmutableArray<CheckServiceNode> Instances);

using System.Collections.Immutable;
using PeeringServer.Core.ConfigEntries;

namespace PeeringServer.Http.Wire;

/// <summary>One exported service.</summary>
internal sealed record ResolvedExportJson(string Service, ResolvedConsumersJson Consumers)
{
    public static ResolvedExportJson[] From(ImmutableArray<ResolvedExport> exports) =>
        [.. exports.Select(static export => new ResolvedExportJson(export.Service, new ResolvedConsumersJson(export.Peers)))];
}

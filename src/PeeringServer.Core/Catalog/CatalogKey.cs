namespace PeeringServer.Core.Catalog;

/// <summary>Names as they are looked up: without regard to case.</summary>
internal static class CatalogKey
{
#pragma warning disable CA1308 // The order of lists is that of the lower case names.
    public static string Of(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}

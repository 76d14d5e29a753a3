namespace PeeringServer.Core.Catalog.Filters;

/// <summary>What a map holds under a key that it does not have.</summary>
internal sealed class FilterMissing
{
    public static readonly FilterMissing Value = new();

    private FilterMissing()
    {
    }
}

namespace PeeringServer.Http.Wire;

/// <summary>A network coordinate. Decimals, because they are written as Go writes them.</summary>
internal sealed record CoordinateJson(decimal[] Vec, decimal Error, decimal Adjustment, decimal Height)
{
    /// <summary>Where every node starts from.</summary>
    public static readonly CoordinateJson Origin = new([0, 0, 0, 0, 0, 0, 0, 0], 1.5m, 0, 0.00001m);
}

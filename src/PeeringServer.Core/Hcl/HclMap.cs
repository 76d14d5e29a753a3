namespace PeeringServer.Core.Hcl;

/// <summary>
/// An object as consul gets it from HCL: bool, long, double, string, <c>List&lt;object?&gt;</c> for lists, and
/// <c>List&lt;HclMap&gt;</c> for blocks, one of which could always be followed by another.
/// </summary>
internal sealed class HclMap() : Dictionary<string, object?>(StringComparer.Ordinal)
{
    private readonly Dictionary<string, HclPosition> _positions = new(StringComparer.Ordinal);

    /// <summary>Where a key stands for the first time; 0:0 in texts that are JSON.</summary>
    public HclPosition PositionOf(string key) => _positions.GetValueOrDefault(key);

    public void Place(string key, HclPosition position) => _positions.TryAdd(key, position);
}

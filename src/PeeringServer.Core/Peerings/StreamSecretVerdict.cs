namespace PeeringServer.Core.Peerings;

/// <summary>What a stream secret turned out to be.</summary>
internal enum StreamSecretVerdict
{
    /// <summary>Not one of this peering's.</summary>
    Wrong,

    /// <summary>This peering has no secrets at all.</summary>
    NoneKnown,

    /// <summary>The active one.</summary>
    Active,

    /// <summary>The pending one, which is the active one from now on.</summary>
    Promoted,
}

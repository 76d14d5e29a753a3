namespace PeeringServer.Core.State;

/// <summary>Something that readers wait for a change of.</summary>
/// <param name="Kind">Which part of the state.</param>
/// <param name="Key">The one item of it, or empty for the whole.</param>
internal readonly record struct Topic(TopicKind Kind, string Key = "")
{
    /// <summary>The list of all peerings.</summary>
    public static readonly Topic Peerings = new(TopicKind.Peerings);

    /// <summary>Peerings being marked for deletion; no index is told by it.</summary>
    public static readonly Topic PeeringDeletions = new(TopicKind.PeeringDeletions);

    /// <summary>The certificate authority's roots.</summary>
    public static readonly Topic CaRoots = new(TopicKind.CaRoots);

    /// <summary>All ACL policies.</summary>
    public static readonly Topic AclPolicies = new(TopicKind.AclPolicies);

    /// <summary>All ACL tokens.</summary>
    public static readonly Topic AclTokens = new(TopicKind.AclTokens);

    /// <summary>One peering, whether it exists or not.</summary>
    /// <param name="name">Its name in lower case.</param>
    public static Topic Peering(string name) => new(TopicKind.Peering, name);
}

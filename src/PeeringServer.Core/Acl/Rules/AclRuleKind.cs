using System.Collections.Immutable;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>A block that rules may hold, such as <c>service_prefix</c>.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Resource">The resource it is about.</param>
/// <param name="IsPrefix">Whether its label is the start of names.</param>
/// <param name="GoType">Name of Consul's type for it, which refusals print.</param>
/// <param name="NameField">What that type calls the label.</param>
internal sealed record AclRuleKind(string Key, string Resource, bool IsPrefix, string GoType, string NameField)
{
    /// <summary>Whether it may say something of intentions.</summary>
    public bool HasIntentions => Resource is AclResources.Service or AclResources.Identity;

    /// <summary>Whether Consul's type has a part for its enterprise edition, which refusals print too.</summary>
    public bool HasEnterprisePart => HasIntentions || Resource is AclResources.Key or AclResources.Node;

    /// <summary>Whether it may grant <c>list</c>.</summary>
    public bool AllowsList => Resource == AclResources.Key;

    /// <summary>The resources that are not divided, in the order in which their rules are checked; the first one comes before all blocks.</summary>
    public static readonly ImmutableArray<string> Undivided = [AclResources.Acl, AclResources.Keyring, AclResources.Operator, AclResources.Mesh, AclResources.Peering];

    /// <summary>All blocks, in the order in which they are checked.</summary>
    public static readonly ImmutableArray<AclRuleKind> All =
    [
        .. Pair(AclResources.Agent, "acl.AgentRule", "Node"),
        .. Pair(AclResources.Key, "acl.KeyRule", "Prefix"),
        .. Pair(AclResources.Node, "acl.NodeRule", "Name"),
        .. Pair(AclResources.Service, "acl.ServiceRule", "Name"),
        .. Pair(AclResources.Session, "acl.SessionRule", "Node"),
        .. Pair(AclResources.Event, "acl.EventRule", "Event"),
        .. Pair(AclResources.Query, "acl.PreparedQueryRule", "Prefix"),
        .. Pair(AclResources.Identity, "acl.IdentityRule", "Name"),
    ];

    private static AclRuleKind[] Pair(string resource, string goType, string nameField) =>
    [
        new(resource, resource, IsPrefix: false, goType, nameField),
        new($"{resource}_prefix", resource, IsPrefix: true, goType, nameField),
    ];
}

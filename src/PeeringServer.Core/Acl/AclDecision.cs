namespace PeeringServer.Core.Acl;

/// <summary>What rules say of a permission.</summary>
internal enum AclDecision
{
    /// <summary>Nothing: the default policy decides.</summary>
    Default,

    /// <summary>The caller has it.</summary>
    Allow,

    /// <summary>The caller has it not.</summary>
    Deny,
}

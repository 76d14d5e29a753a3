namespace PeeringServer.Core.Acl;

/// <summary>What a permission without a rule comes down to.</summary>
public enum AclDefaultPolicy
{
    /// <summary>Allowed.</summary>
    Allow,

    /// <summary>Refused.</summary>
    Deny,
}

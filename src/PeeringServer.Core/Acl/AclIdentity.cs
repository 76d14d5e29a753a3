using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl;

/// <summary>Who a secret belongs to, and what its rules come down to.</summary>
/// <param name="AccessorId">Accessor of the token; what refusals and the log name.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="AllowsByDefault">Whether a permission without a rule is granted.</param>
internal sealed record AclIdentity(string AccessorId, AclRuleSet Rules, bool AllowsByDefault)
{
    /// <summary>The default policy never grants access control itself.</summary>
    public bool Allows(AclPermission permission) => Rules.Decide(permission) switch
    {
        AclDecision.Allow => true,
        AclDecision.Deny => false,
        _ => AllowsByDefault && permission.Resource != AclResources.Acl,
    };
}

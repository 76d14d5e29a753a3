namespace PeeringServer.Core.Acl.Tokens;

/// <summary>Which tokens a list is to hold; by one thing at a time, each empty where it does not matter.</summary>
/// <param name="PolicyId">Those with this policy.</param>
/// <param name="RoleId">Those with this role; there are none.</param>
/// <param name="ServiceName">Those with the identity of this service.</param>
/// <param name="AuthMethod">Those that a login by this method made; there are none.</param>
internal sealed record AclTokenFilter(string PolicyId, string RoleId, string ServiceName, string AuthMethod)
{
    /// <exception cref="RefusalException">It asks for more than one thing, or for an id that is none.</exception>
    public void Validate()
    {
        string[] all = [PolicyId, RoleId, ServiceName, AuthMethod];
        if (all.Count(static asked => asked.Length > 0) > 1)
        {
            throw new RefusalException(RefusalKind.Invalid, "can only filter by one of policy, role, serviceName, or methodName at a time");
        }

        foreach (var id in new[] { PolicyId, RoleId }.Where(static id => id.Length > 0))
        {
            AclUuid.RequireIndexable("token", id);
        }
    }

    public bool Matches(AclToken token) =>
        RoleId.Length == 0
        && AuthMethod.Length == 0
        && (PolicyId.Length == 0 || token.PolicyIds.Contains(PolicyId, StringComparer.OrdinalIgnoreCase))
        && (ServiceName.Length == 0 || token.ServiceIdentities.Any(identity => identity.ServiceName == ServiceName));
}

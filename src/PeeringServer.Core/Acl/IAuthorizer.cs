namespace PeeringServer.Core.Acl;

/// <summary>The caller of one request, as far as its permissions go.</summary>
internal interface IAuthorizer
{
    /// <summary>Returns where the caller has the permission.</summary>
    /// <exception cref="RefusalException">The caller has it not; the text names the permission.</exception>
    void Require(AclPermission permission);
}

namespace PeeringServer.Core.Acl;

/// <summary>Every caller of a cluster without access control.</summary>
internal sealed class AllowAllAuthorizer : IAuthorizer
{
    public static readonly AllowAllAuthorizer Instance = new();

    private AllowAllAuthorizer()
    {
    }

    public void RequireToken()
    {
    }

    public void Require(AclPermission permission)
    {
    }

    public bool Allows(AclPermission permission) => true;
}

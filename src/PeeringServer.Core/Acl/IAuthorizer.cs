namespace PeeringServer.Core.Acl;

/// <summary>The caller of one request, as far as its permissions go. Every call decides by the state of that moment.</summary>
internal interface IAuthorizer
{
    /// <summary>Returns where the caller's token exists, whatever it may do: what lists what a caller may see refuses strangers all the same.</summary>
    /// <exception cref="RefusalException">The caller's token does not exist.</exception>
    void RequireToken();

    /// <summary>Returns where the caller has the permission.</summary>
    /// <exception cref="RefusalException">The caller has it not, the text names the permission; or the caller's token does not exist.</exception>
    void Require(AclPermission permission);

    /// <summary>Whether the caller has the permission, for who leaves out what it may not see.</summary>
    /// <exception cref="RefusalException">The caller's token does not exist.</exception>
    bool Allows(AclPermission permission);
}

namespace PeeringServer.Core.Acl;

/// <summary>Ids and words of Consul's that access control has in several places.</summary>
internal static class AclConstants
{
    /// <summary>Secret of the token that requests without one have.</summary>
    public const string AnonymousSecret = "anonymous";

    /// <summary>Accessor of that token. It is no secret: who sends it as one is unknown.</summary>
    public const string AnonymousAccessor = "00000000-0000-0000-0000-000000000002";

    /// <summary>Ids that start so are Consul's own.</summary>
    public const string ReservedIdPrefix = "00000000-0000-0000-0000-0000000000";

    /// <summary>What stands for a secret that the reader may not see.</summary>
    public const string HiddenSecret = "<hidden>";

    public const string NotFound = "ACL not found";
    public const string RootDenied = "Cannot resolve root ACL";
    public const string RootFixed = "Permission denied: Cannot modify root ACL";
    public const string TokenMissing = "token does not exist: " + NotFound;

    /// <summary>Whether a secret is one of the names that Consul gave to fixed rights before there were tokens.</summary>
    public static bool IsRoot(string secret) => secret is "allow" or "deny" or "manage";

    /// <summary>Consul has no permission denied without these words; clients look for them.</summary>
    public static string Denied(string accessor, AclPermission permission) => accessor == AnonymousAccessor
        ? $"Permission denied: anonymous token lacks permission {permission}. The anonymous token is used implicitly when a request does not specify a token."
        : $"Permission denied: token with AccessorID '{accessor}' lacks permission {permission}";
}

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>Single rules as they stand in the policies that identities are shown as.</summary>
internal static class AclIdentityRules
{
    /// <summary>May write the one of that name.</summary>
    public static string Write(string resource, string name) => Rule(resource, name, AclPermission.Write);

    /// <summary>May read all of a sort.</summary>
    public static string ReadAll(string resource) => Rule($"{resource}_prefix", "", AclPermission.Read);

    private static string Rule(string resource, string name, string access) => $"\n{resource} \"{name}\" {{\n\tpolicy = \"{access}\"\n}}";
}

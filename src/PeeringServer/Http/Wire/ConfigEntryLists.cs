namespace PeeringServer.Http.Wire;

/// <summary>What holds lists of objects in config entries of any kind. In HCL a block stands for one object or for a list of one.</summary>
internal static class ConfigEntryLists
{
    private static readonly HashSet<string> Members = new(StringComparer.OrdinalIgnoreCase)
    {
        "Sources", "Permissions", "Header", "Headers", "QueryParam", "Query", "Routes", "Splits", "Services", "Consumers", "Listeners",
        "Rules", "Matches", "Targets", "Overrides", "HashPolicies", "hash_policies", "EnvoyExtensions", "envoy_extensions", "Paths", "Providers",
        "VerifyClaims", "verify_claims", "Locations", "Parents", "Certificates", "Members", "Add", "query_param",
    };

    /// <summary>Whether a member of that name is one.</summary>
    public static bool Contains(string member) => Members.Contains(member);
}

namespace PeeringServer.Core.Catalog;

/// <summary>States of checks. The catalog takes any other text too, and treats it as not passing.</summary>
internal static class CheckStatus
{
    public const string Passing = "passing";
    public const string Warning = "warning";
    public const string Critical = "critical";

    /// <summary>No state of a check, but that of a service or node whose checks say that it is under maintenance.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Stands for every state where checks are asked for by state.</summary>
    public const string Any = "any";

    public static bool IsKnown(string status) => status is Passing or Warning or Critical;
}

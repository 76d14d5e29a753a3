using PeeringServer.Core.Catalog;

namespace PeeringServer.Core.Sessions;

/// <summary>Consul's words and limits around sessions.</summary>
internal static class SessionConstants
{
    public const string Release = "release";
    public const string Delete = "delete";

    public const string MissingNodeName = "Must provide Node";
    public const string MissingNode = "apply failed: Missing node registration";

    /// <summary>A session is given this many times its time to live: clients renew late, and it must not end too soon.</summary>
    public const int TtlMultiplier = 2;

    public static readonly TimeSpan MaxTtl = TimeSpan.FromHours(24);

    public static string InvalidBehavior(string behavior) => $"Invalid Behavior setting '{behavior}'";

    public static string UnreadableTtl(string ttl, string fault) => $"Session TTL '{ttl}' invalid: {fault}";

    public static string InvalidTtl(long nanoseconds, string least, string most) => $"Invalid Session TTL '{nanoseconds}', must be between [{least}={most}]";

    public static string MissingCheck(string id) => $"apply failed: Missing check '{id}' registration";

    public static string CriticalCheck(string id) => $"apply failed: Check '{id}' is in {CheckStatus.Critical} state";
}

namespace PeeringServer.Core.KeyValue;

/// <summary>Consul's words and limits around keys.</summary>
internal static class KeyValueConstants
{
    /// <summary>The longest a value may be unless configured otherwise, in bytes.</summary>
    public const int MaxValueSize = 512 * 1024;

    public const string MissingSession = "missing session";
    public const string MissingKey = "Must provide key";
    public const string ApplyFailed = "raft apply failed: ";

    public static string InvalidSession(string quoted) => $"invalid session {quoted}";
}

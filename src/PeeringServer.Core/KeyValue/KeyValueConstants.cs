namespace PeeringServer.Core.KeyValue;

/// <summary>Consul's words around keys.</summary>
internal static class KeyValueConstants
{
    public const string MissingSession = "missing session";
    public const string MissingKey = "Must provide key";
    public const string ApplyFailed = "raft apply failed: ";

    public static string InvalidSession(string quoted) => $"invalid session {quoted}";
}

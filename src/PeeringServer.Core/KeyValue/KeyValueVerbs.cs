namespace PeeringServer.Core.KeyValue;

/// <summary>Consul's verbs for operations on keys.</summary>
internal static class KeyValueVerbs
{
    public const string Set = "set";
    public const string CheckAndSet = "cas";
    public const string Delete = "delete";
    public const string DeleteAt = "delete-cas";
    public const string DeleteTree = "delete-tree";
    public const string Lock = "lock";
    public const string Unlock = "unlock";
    public const string Get = "get";
    public const string GetOrEmpty = "get-or-empty";
    public const string GetTree = "get-tree";
    public const string CheckIndex = "check-index";
    public const string CheckSession = "check-session";
    public const string CheckNotExists = "check-not-exists";

    /// <summary>Whether it can change anything.</summary>
    public static bool IsWrite(string verb) => verb is Set or CheckAndSet or Delete or DeleteAt or DeleteTree or Lock or Unlock;

    public static bool IsKnown(string verb) => IsWrite(verb) || verb is Get or GetOrEmpty or GetTree or CheckIndex or CheckSession or CheckNotExists;
}

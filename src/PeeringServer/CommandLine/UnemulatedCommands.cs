namespace PeeringServer.CommandLine;

/// <summary>Commands that consul has and this program has not. Who calls one is told so; scripts would look for their own mistake otherwise.</summary>
internal static class UnemulatedCommands
{
    private static readonly string[] Programs =
    [
        "catalog", "connect", "debug", "event", "exec", "force-leave", "intention", "join", "keygen", "keyring", "lock", "login", "logout",
        "maint", "monitor", "namespace", "operator", "partition", "resource", "rtt", "tls", "troubleshoot", "watch", "license",
    ];

    /// <summary>The name of the command that the words are about, where it is one of them; otherwise null.</summary>
    /// <param name="group">The group that was found for the first words, or null for none.</param>
    /// <param name="words">The words from the one on that names no command here.</param>
    public static string? Find(string? group, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return null;
        }

        string[] known = group switch
        {
            null => Programs,
            "acl" => ["auth-method", "binding-rule", "policy", "role", "set-agent-token", "templated-policy", "token"],
            "kv" => ["export", "import"],
            "services" => ["export", "exported-services", "imported-services"],
            "snapshot" => ["agent", "decode"],
            _ => [],
        };
        return !known.Contains(words[0]) ? null : group is null ? words[0] : $"{group} {words[0]}";
    }
}

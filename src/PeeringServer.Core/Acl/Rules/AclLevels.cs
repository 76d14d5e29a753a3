namespace PeeringServer.Core.Acl.Rules;

/// <summary>The words by which rules say how far they go.</summary>
internal static class AclLevels
{
    public const string Deny = "deny";
    public const string Read = "read";
    public const string List = "list";
    public const string Write = "write";

    /// <summary>The level a word stands for, in whatever case; null where it stands for none.</summary>
    public static AclAccess? Parse(string word) => word.ToLowerInvariant() switch
    {
        Deny => AclAccess.Deny,
        Read => AclAccess.Read,
        List => AclAccess.List,
        Write => AclAccess.Write,
        _ => null,
    };

    /// <summary>
    /// Which of two rules for the same thing counts: deny over write over list over read. Unlike <see cref="Parse"/> this knows
    /// the words in lower case only: a rule that is alone counts in any case, one that meets another may not.
    /// </summary>
    public static bool TakesPrecedence(string word, string other) => RankOf(word) is > 0 and var rank && rank >= RankOf(other);

    private static int RankOf(string word) => word switch
    {
        Deny => 4,
        Write => 3,
        List => 2,
        Read => 1,
        _ => 0,
    };
}

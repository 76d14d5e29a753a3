using System.Buffers;

namespace PeeringServer.Core.Acl.Policies;

/// <summary>The rules for names of policies.</summary>
internal static class AclPolicyName
{
    private const int MaxLength = 128;
    private const string ReservedPrefix = "builtin/";

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/");

    /// <summary>Letters, digits, <c>-</c>, <c>_</c>, and one slash that is not the first character.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && !name.StartsWith('/')
        && !name.StartsWith(ReservedPrefix, StringComparison.Ordinal)
        && !name.AsSpan().ContainsAnyExcept(Characters)
        && name.IndexOf('/', StringComparison.Ordinal) == name.LastIndexOf('/');
}

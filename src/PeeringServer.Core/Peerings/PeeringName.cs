using System.Buffers;

namespace PeeringServer.Core.Peerings;

/// <summary>The rules for names of peerings: those of DNS labels in lower case.</summary>
internal static class PeeringName
{
    private const int MaxLength = 63;

    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && Alphanumeric.Contains(name[0])
        && Alphanumeric.Contains(name[^1])
        && !name.AsSpan().ContainsAnyExcept(Allowed);

    /// <exception cref="RefusalException">The name is not valid.</exception>
    public static void Validate(string name)
    {
        if (!IsValid(name))
        {
            throw new RefusalException(
                RefusalKind.Invalid,
                $"{name} is not a valid peer name: a valid peering name must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character");
        }
    }
}

using System.Globalization;

namespace PeeringServer.Core.Acl;

/// <summary>Ids of policies and tokens: made, checked, and looked up in the form Consul's indexes take.</summary>
internal static class AclUuid
{
    private const int Length = 36;
    private const int Hyphens = 4;
    private const int FirstGroup = 8;
    private const string Decimals = "0123456789";

    /// <summary>A random id.</summary>
    public static string New() => Guid.NewGuid().ToString();

    /// <summary>
    /// A random secret. It starts with a decimal digit, which costs less than one bit: lists are in the order of secrets,
    /// and so those that were made always stand before <c>anonymous</c>, run for run.
    /// </summary>
    public static string NewSecret() => System.Security.Cryptography.RandomNumberGenerator.GetString(Decimals, 1) + New()[1..];

    /// <summary>What is wrong with an id that a client chose, or null.</summary>
    public static string? FaultOf(string id)
    {
        if (id.Length != Length)
        {
            return "uuid string is wrong length";
        }

        if (id[FirstGroup] != '-' || id[13] != '-' || id[18] != '-' || id[23] != '-')
        {
            return "uuid is improperly formatted";
        }

        return FirstNonHex(id.Remove(23, 1).Remove(18, 1).Remove(13, 1).Remove(FirstGroup, 1)) is { } fault ? fault : null;
    }

    /// <param name="what">What is looked up, in Consul's words.</param>
    /// <param name="id">By which id.</param>
    /// <exception cref="RefusalException">The id is none that an index could hold.</exception>
    public static void RequireIndexable(string what, string id)
    {
        if (IndexFaultOf(id) is { } fault)
        {
            throw new RefusalException(RefusalKind.Invalid, $"failed acl {what} lookup: {fault}");
        }
    }

    /// <summary>What is wrong with an id that is looked up, or null.</summary>
    public static string? IndexFaultOf(string id)
    {
        if (id.Length != Length)
        {
            return "index error: UUID must be 36 characters";
        }

        var hyphens = id.Count(static c => c == '-');
        if (hyphens > Hyphens)
        {
            return string.Create(CultureInfo.InvariantCulture, $"index error: UUID should have maximum of 4 \"-\"; got {hyphens}");
        }

        var digits = id.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length % 2 != 0)
        {
            return "index error: Input (without hyphens) must be even length";
        }

        return FirstNonHex(digits) is { } fault ? $"index error: Invalid UUID: {fault}" : null;
    }

    private static string? FirstNonHex(string digits)
    {
        foreach (var c in digits.Where(static c => !char.IsAsciiHexDigit(c)))
        {
            return $"encoding/hex: invalid byte: U+{(int)c:X4} '{c}'";
        }

        return null;
    }
}

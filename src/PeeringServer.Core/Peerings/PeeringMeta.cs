using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace PeeringServer.Core.Peerings;

/// <summary>The rules for metadata of peerings, which are those of nodes.</summary>
internal static class PeeringMeta
{
    private const int MaxPairs = 64;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 512;
    private const string ReservedPrefix = "consul-";

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>No metadata; keys sort as they are shown.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Empty = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <exception cref="RefusalException">There are too many pairs, or one of them is not allowed.</exception>
    public static void Validate(IReadOnlyDictionary<string, string> meta)
    {
        if (FaultOf(meta) is { } fault)
        {
            throw new RefusalException(RefusalKind.Invalid, "meta tags failed validation: " + fault);
        }
    }

    /// <summary>What is wrong with metadata, or null.</summary>
    public static string? FaultOf(IReadOnlyDictionary<string, string> meta)
    {
        if (meta.Count > MaxPairs)
        {
            return $"Node metadata cannot contain more than {MaxPairs} key/value pairs";
        }

        foreach (var (key, value) in meta)
        {
            if (Fault(key, value) is { } fault)
            {
                return $"Couldn't load metadata pair ('{key}', '{value}'): {fault}";
            }
        }

        return null;
    }

    /// <summary>Lengths are those of the UTF-8 text.</summary>
    private static string? Fault(string key, string value)
    {
        if (key.Length == 0)
        {
            return "Key cannot be blank";
        }

        if (key.AsSpan().ContainsAnyExcept(KeyCharacters))
        {
            return "Key contains invalid characters";
        }

        if (key.Length > MaxKeyLength)
        {
            return $"Key is too long (limit: {MaxKeyLength} characters)";
        }

        if (key.StartsWith(ReservedPrefix, StringComparison.Ordinal))
        {
            return $"Key prefix '{ReservedPrefix}' is reserved for internal use";
        }

        return Encoding.UTF8.GetByteCount(value) > MaxValueLength ? $"Value is too long (limit: {MaxValueLength} characters)" : null;
    }
}

using System.Buffers;
using System.Text;

namespace PeeringServer.Core.Hcl;

/// <summary>
/// Reads HCL 1, the language of consul's configuration files and ACL rules, into what consul gets from it. A text whose
/// first character is a brace is JSON.
/// </summary>
internal static class HclDocument
{
    /// <summary>How deep values may nest. The original has no limit of its own; this one keeps hostile texts off the stack.</summary>
    public const int MaxDepth = 200;

    internal const string TooDeep = "exceeded max depth";

    /// <inheritdoc cref="Parse(byte[])"/>
    public static HclMap Parse(string source) => Parse(Encoding.UTF8.GetBytes(source));

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="HclException">The text is refused.</exception>
    public static HclMap Parse(byte[] source) => HclDecoder.Decode(ParseItems(source));

    /// <summary>Reads a whole text as far as its items, for who decodes them into types of their own.</summary>
    /// <exception cref="HclException">The text is refused.</exception>
    public static HclItems ParseItems(byte[] source) => IsJson(source) ? HclJsonParser.Parse(source) : HclParser.Parse(source);

    private static bool IsJson(ReadOnlySpan<byte> source)
    {
        while (Rune.DecodeFromUtf8(source, out Rune rune, out int consumed) == OperationStatus.Done)
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                return rune.Value == '{';
            }

            source = source[consumed..];
        }

        return false;
    }
}

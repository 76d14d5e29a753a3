namespace PeeringServer.Core.KeyValue;

/// <summary>The order of keys: that of their UTF-8 bytes, in which everything that shares a prefix stands together.</summary>
internal static class KeyOrder
{
    private const int AboveAllOthers = 0x10000;

    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length ? left.Length - right.Length : Rank(left[common]) - Rank(right[common]);
    }

    /// <summary>Surrogates stand for characters beyond the first 65536, whose UTF-8 sorts after that of all others.</summary>
    private static int Rank(char character) => char.IsSurrogate(character) ? character + AboveAllOthers : character;
}

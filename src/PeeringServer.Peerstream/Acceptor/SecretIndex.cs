using System.Globalization;
using System.Text;

namespace PeeringServer.Peerstream.Acceptor;

/// <summary>What a real server's index of secrets says of an id that is none.</summary>
internal static class SecretIndex
{
    private const int IdLength = 36;
    private const int MostHyphens = 4;

    /// <summary>Why the id cannot be looked up, or null.</summary>
    public static string? Fault(string id)
    {
        if (Encoding.UTF8.GetByteCount(id) != IdLength)
        {
            return $"UUID must be {IdLength} characters";
        }

        var hyphens = id.AsSpan().Count('-');
        if (hyphens > MostHyphens)
        {
            return $"UUID should have maximum of {MostHyphens} \"-\"; got {hyphens.ToString(CultureInfo.InvariantCulture)}";
        }

        if ((IdLength - hyphens) % 2 != 0)
        {
            return "UUID (without hyphens) must be even length";
        }

        foreach (var c in id)
        {
            if (c != '-' && !char.IsAsciiHexDigit(c))
            {
                return $"invalid UUID: encoding/hex: invalid byte: U+{(int)c:X4} '{c}'";
            }
        }

        return null;
    }
}

using System.Globalization;
using System.Text;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>The coding of <c>grpc-message</c>: UTF-8, with every byte outside printable ASCII, and <c>%</c>, as <c>%XX</c>.</summary>
internal static class PercentCodec
{
    public static string Encode(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(message))
        {
            if (octet is >= 0x20 and <= 0x7e and not (byte)'%')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }

    /// <summary>What is no valid escape is left as it stands.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}

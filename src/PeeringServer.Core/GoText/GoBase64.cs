using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeeringServer.Core.GoText;

/// <summary>Go's <c>base64.StdEncoding</c>: padding is required, line breaks are skipped, trailing bits are not checked.</summary>
internal static class GoBase64
{
    private const int Padding = -2;
    private const int Invalid = -1;

    /// <summary><c>base64.StdEncoding.DecodeString</c>.</summary>
    /// <param name="text">The encoded bytes.</param>
    /// <param name="bytes">The decoded bytes.</param>
    /// <param name="error">Go's error, with the offset in bytes at which Go gives up.</param>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? error)
    {
        bytes = null;
        byte[] input = Encoding.UTF8.GetBytes(text);
        var output = new List<byte>((input.Length / 4 * 3) + 3);
        int position = 0;
        while (position < input.Length)
        {
            int corrupt = DecodeQuantum(input, ref position, output);
            if (corrupt >= 0)
            {
                error = $"illegal base64 data at input byte {corrupt}";
                return false;
            }
        }

        bytes = [.. output];
        error = null;
        return true;
    }

    // Decodes up to four characters; returns the offset of the damage, or a negative number.
    private static int DecodeQuantum(ReadOnlySpan<byte> input, ref int position, List<byte> output)
    {
        uint bits = 0;
        int count = 0;
        bool padded = false;
        while (count < 4 && !padded)
        {
            if (position == input.Length)
            {
                // Go counts back by the characters it took, line breaks between them not included.
                return count == 0 ? Invalid : position - count;
            }

            byte c = input[position++];
            switch (Sextet(c))
            {
                case >= 0 and int sextet:
                    bits |= (uint)sextet << (18 - (6 * count++));
                    break;
                case Padding when count >= 2:
                    int corrupt = TakePadding(input, ref position, count);
                    if (corrupt >= 0)
                    {
                        return corrupt;
                    }

                    padded = true;
                    break;
                case Invalid when c is (byte)'\r' or (byte)'\n':
                    break;
                default:
                    return position - 1;
            }
        }

        for (int i = 0; i < count - 1; i++)
        {
            output.Add((byte)(bits >> (16 - (8 * i))));
        }

        return Invalid;
    }

    // The first = has been taken: a second one must follow two characters, and then the end.
    private static int TakePadding(ReadOnlySpan<byte> input, ref int position, int count)
    {
        SkipLineBreaks(input, ref position);
        if (count == 2)
        {
            if (position == input.Length)
            {
                return position;
            }

            if (input[position] != '=')
            {
                return position - 1;
            }

            position++;
            SkipLineBreaks(input, ref position);
        }

        return position < input.Length ? position : Invalid;
    }

    private static void SkipLineBreaks(ReadOnlySpan<byte> input, ref int position)
    {
        while (position < input.Length && input[position] is (byte)'\r' or (byte)'\n')
        {
            position++;
        }
    }

    private static int Sextet(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        (byte)'=' => Padding,
        _ => Invalid,
    };
}

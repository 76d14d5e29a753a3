using System.Text;

namespace PeeringServer.Core.Hcl;

/// <summary>Divides a text into tokens. This part is common to HCL and to HCL's reading of JSON.</summary>
internal abstract class HclLexer(HclInput input, bool json)
{
    protected HclInput Input { get; } = input;

    /// <summary>The next token; at the end of the text, and after it, the token of the end.</summary>
    public HclToken Scan()
    {
        int first;
        do
        {
            first = Input.Next();
        }
        while (first is ' ' or '\t' or '\n' or '\r');

        int start = Input.LastOffset;
        HclPosition position = Input.LastPosition;
        HclTokenKind kind = first switch
        {
            _ when IsLetter(first) => ScanWord(),
            >= '0' and <= '9' => ScanNumber(first),
            HclInput.End => HclTokenKind.Eof,
            '"' => ScanString(),
            '[' => HclTokenKind.Lbrack,
            ']' => HclTokenKind.Rbrack,
            '{' => HclTokenKind.Lbrace,
            '}' => HclTokenKind.Rbrace,
            ',' => HclTokenKind.Comma,
            '.' => ScanPeriod(),
            '-' when IsDecimal(Input.Peek()) => ScanNumber(Input.Next()),
            _ => ScanOther(first),
        };
        return new HclToken(kind, position, Input[start..Input.Offset], json);
    }

    protected abstract HclTokenKind ScanWord();

    protected abstract HclTokenKind ScanNumber(int first);

    protected abstract HclTokenKind ScanString();

    protected abstract HclTokenKind ScanOther(int first);

    protected static bool IsLetter(int c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || (c >= 0x80 && Rune.IsLetter(new Rune(c)));

    protected static bool IsDigit(int c) => IsDecimal(c) || (c >= 0x80 && Rune.IsDigit(new Rune(c)));

    protected static bool IsDecimal(int c) => c is >= '0' and <= '9';

    protected HclTokenKind Refuse(string message)
    {
        Input.Report(message);
        return HclTokenKind.Illegal;
    }

    /// <summary>Reads the rest of a word, of which dots are a part in HCL.</summary>
    protected ReadOnlySpan<byte> TakeWord(bool dots)
    {
        int start = Input.LastOffset;
        int c;
        do
        {
            c = Input.Next();
        }
        while (IsLetter(c) || IsDigit(c) || c == '-' || (dots && c == '.'));

        GiveBack(c);
        return Input[start..Input.Offset].Span;
    }

    /// <summary>Reads digits.</summary>
    /// <param name="c">A character that has been read, or one that has been looked at.</param>
    /// <returns>The character after the digits, which stays unread if there were digits.</returns>
    protected int SkipDigits(int c)
    {
        bool any = false;
        while (IsDecimal(c))
        {
            c = Input.Next();
            any = true;
        }

        if (any)
        {
            GiveBack(c);
        }

        return c;
    }

    /// <summary>Reads what makes a float of a number, if it follows.</summary>
    /// <param name="c">The character after the number's digits, which has been read.</param>
    protected bool TakeFloat(int c)
    {
        switch (c)
        {
            case 'e' or 'E':
                TakeExponent();
                return true;
            case '.':
                if (SkipDigits(Input.Peek()) is 'e' or 'E')
                {
                    Input.Next();
                    TakeExponent();
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads what follows a backslash.</summary>
    protected void TakeEscape()
    {
        int c = Input.Next();
        switch (c)
        {
            case 'a' or 'b' or 'f' or 'n' or 'r' or 't' or 'v' or '\\' or '"':
                break;
            case >= '0' and <= '7':
                TakeDigits(c, 8, 3);
                break;
            case 'x':
                TakeDigits(Input.Next(), 16, 2);
                break;
            case 'u':
                TakeDigits(Input.Next(), 16, 4);
                break;
            case 'U':
                TakeDigits(Input.Next(), 16, 8);
                break;
            default:
                Input.Report("illegal char escape");
                break;
        }
    }

    protected void GiveBack(int c)
    {
        if (c != HclInput.End)
        {
            Input.Back();
        }
    }

    private static bool IsDigitOf(int c, int radix) => radix == 8 ? c is >= '0' and <= '7' : c < 0x80 && char.IsAsciiHexDigit((char)c);

    // The letter e has been read. A character that belongs to no exponent is taken all the same, as in the original.
    private void TakeExponent()
    {
        int c = Input.Next();
        SkipDigits(c is '-' or '+' ? Input.Next() : c);
    }

    private void TakeDigits(int c, int radix, int count)
    {
        int missing = count;
        while (missing > 0 && IsDigitOf(c, radix))
        {
            c = Input.Next();
            if (c == HclInput.End)
            {
                break;
            }

            missing--;
        }

        if (missing > 0)
        {
            Input.Report("illegal char escape");
        }

        if (missing != count || json)
        {
            GiveBack(c);
        }
    }

    private HclTokenKind ScanPeriod()
    {
        int c = Input.Peek();
        if (!IsDecimal(c))
        {
            return HclTokenKind.Period;
        }

        // After .5, the original takes the e of an exponent and leaves its digits, so that .5e3 is no number.
        if (SkipDigits(c) is 'e' or 'E')
        {
            Input.Next();
        }

        return HclTokenKind.Float;
    }
}

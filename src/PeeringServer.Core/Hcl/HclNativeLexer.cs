namespace PeeringServer.Core.Hcl;

/// <summary>The tokens of HCL proper.</summary>
internal sealed class HclNativeLexer(HclInput input) : HclLexer(input, json: false)
{
    protected override HclTokenKind ScanWord()
    {
        ReadOnlySpan<byte> word = TakeWord(dots: true);
        return word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) ? HclTokenKind.Bool : HclTokenKind.Ident;
    }

    protected override HclTokenKind ScanNumber(int first)
    {
        int c;
        bool illegalOctal = false;
        if (first == '0')
        {
            c = Input.Next();
            if (c is 'x' or 'X')
            {
                return ScanHexadecimal();
            }

            // The digit right after the 0 is not looked at here; reading the number finds 08 out.
            while (IsDecimal(c))
            {
                c = Input.Next();
                illegalOctal |= c is '8' or '9';
            }
        }
        else
        {
            SkipDigits(first);
            c = Input.Next();
        }

        if (TakeFloat(c))
        {
            return HclTokenKind.Float;
        }

        if (illegalOctal)
        {
            Input.Report("illegal octal number");
        }

        GiveBack(c);
        return HclTokenKind.Number;
    }

    protected override HclTokenKind ScanString()
    {
        int braces = 0;
        while (true)
        {
            int c = Input.Next();
            switch (c)
            {
                case '\n' when braces == 0:
                case HclInput.End:
                    Input.Report("literal not terminated");
                    return HclTokenKind.String;
                case '"' when braces == 0:
                    return HclTokenKind.String;
                case '$' when braces == 0 && Input.Peek() == '{':
                    Input.Next();
                    braces = 1;
                    break;
                case '{' when braces > 0:
                    braces++;
                    break;
                case '}' when braces > 0:
                    braces--;
                    break;
                case '\\':
                    TakeEscape();
                    break;
            }
        }
    }

    protected override HclTokenKind ScanOther(int first)
    {
        switch (first)
        {
            case '#':
                ScanLineComment();
                return HclTokenKind.Comment;
            case '/':
                ScanComment();
                return HclTokenKind.Comment;
            case '<':
                ScanHeredoc();
                return HclTokenKind.Heredoc;
            case '=':
                return HclTokenKind.Assign;
            case '+':
                return HclTokenKind.Add;
            case '-':
                return HclTokenKind.Sub;
            default:
                return Refuse("illegal char");
        }
    }

    private HclTokenKind ScanHexadecimal()
    {
        int c = Input.Next();
        bool any = false;
        for (; c < 0x80 && char.IsAsciiHexDigit((char)c); c = Input.Next())
        {
            any = true;
        }

        if (!any)
        {
            Input.Report("illegal hexadecimal number");
        }

        GiveBack(c);
        return HclTokenKind.Number;
    }

    private void ScanComment()
    {
        switch (Input.Peek())
        {
            case '/':
                ScanLineComment();
                break;
            case '*':
                Input.Next();
                ScanBlockComment();
                break;
            default:
                Input.Report("expected '/' for comment");
                break;
        }
    }

    private void ScanLineComment()
    {
        int c;
        do
        {
            c = Input.Next();
        }
        while (c is not ('\n' or HclInput.End));

        GiveBack(c);
    }

    private void ScanBlockComment()
    {
        int previous;
        int c = Input.Next();
        do
        {
            if (c == HclInput.End)
            {
                Input.Report("comment not terminated");
                return;
            }

            previous = c;
            c = Input.Next();
        }
        while (previous != '*' || c != '/');
    }

    private void ScanHeredoc()
    {
        if (Input.Next() != '<')
        {
            Input.Report("heredoc expected second '<', didn't see it");
            return;
        }

        int start = Input.Offset;
        int c = Input.Next();
        bool indented = c == '-';
        for (c = indented ? Input.Next() : c; IsLetter(c) || IsDigit(c); c = Input.Next())
        {
        }

        if (c == '\r' && Input.Peek() == '\n')
        {
            c = Input.Next();
        }

        ReadOnlySpan<byte> anchor = Input[start..Input.LastOffset].Span;
        if (c == HclInput.End)
        {
            Input.Report("heredoc not terminated");
        }
        else if (c != '\n')
        {
            Input.Report("invalid characters in heredoc anchor");
        }
        else if (anchor.Length == (indented ? 1 : 0))
        {
            Input.Report("zero-length heredoc anchor");
        }
        else
        {
            ScanLines(anchor, indented ? anchor[1..] : anchor);
        }
    }

    private void ScanLines(ReadOnlySpan<byte> anchor, ReadOnlySpan<byte> marker)
    {
        int start = Input.Offset;
        for (int c = Input.Next(); c != HclInput.End; c = Input.Next())
        {
            if (c != '\n')
            {
                continue;
            }

            // The dash counts for the length: after <<-EOF, an EOF that is not indented closes nothing.
            ReadOnlySpan<byte> line = Input[start..Input.LastOffset].Span;
            if (line.Length >= anchor.Length && Ends(line, marker))
            {
                return;
            }

            start = Input.Offset;
        }

        Input.Report("heredoc not terminated");
    }

    private static bool Ends(ReadOnlySpan<byte> line, ReadOnlySpan<byte> marker)
    {
        ReadOnlySpan<byte> text = line.TrimStart("\t\n\v\f\r "u8).TrimEnd((byte)'\r');
        return text.SequenceEqual(marker);
    }
}

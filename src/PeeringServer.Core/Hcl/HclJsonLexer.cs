namespace PeeringServer.Core.Hcl;

/// <summary>The tokens of JSON as HCL reads it.</summary>
internal sealed class HclJsonLexer(HclInput input) : HclLexer(input, json: true)
{
    protected override HclTokenKind ScanWord()
    {
        ReadOnlySpan<byte> word = TakeWord(dots: false);
        return word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) ? HclTokenKind.Bool
            : word.SequenceEqual("null"u8) ? HclTokenKind.Null
            : Refuse("illegal char");
    }

    protected override HclTokenKind ScanNumber(int first)
    {
        int offset = Input.Offset;
        SkipDigits(first);
        int c = Input.Next();
        if (TakeFloat(c))
        {
            return HclTokenKind.Float;
        }

        GiveBack(c);
        if (first == '0' && Input.Offset != offset)
        {
            Input.Report("numbers cannot start with 0");
        }

        return HclTokenKind.Number;
    }

    protected override HclTokenKind ScanString()
    {
        while (true)
        {
            int c = Input.Next();
            switch (c)
            {
                case '\n' or HclInput.End:
                    Input.Report("literal not terminated");
                    return HclTokenKind.String;
                case '"':
                    return HclTokenKind.String;
                case '\\':
                    TakeEscape();
                    break;
            }
        }
    }

    protected override HclTokenKind ScanOther(int first) => first switch
    {
        ':' => HclTokenKind.Colon,
        '-' => Refuse("illegal char"),
        _ => Refuse($"illegal char: {char.ConvertFromUtf32(first)}"),
    };
}

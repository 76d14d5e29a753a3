namespace PeeringServer.Core.GoJson;

/// <summary>
/// Finds where the first JSON value of an input ends and refuses what is no JSON, with the words of Go's scanner. It
/// knows nothing of types: Go scans a value to its end before it decodes any of it, so that errors found here win.
/// </summary>
internal ref struct GoJsonScanner
{
    private const int MaxDepth = 10_000;

    private readonly ReadOnlySpan<byte> _data;
    private GoJsonLiteralScanner _scanner;

    public GoJsonScanner(ReadOnlySpan<byte> data)
    {
        _data = data;
        _scanner = new GoJsonLiteralScanner(data);
    }

    private enum Expected
    {
        Value,
        ValueOrEnd,
        Key,
        KeyOrEnd,
        Colon,
        CommaOrEnd,
    }

    /// <summary>What <c>json.Decoder</c> takes off a stream: the first value. What follows it is not looked at.</summary>
    /// <returns>The length of the input up to the value's end.</returns>
    public int ScanFirst()
    {
        if (TryScanValue())
        {
            return _scanner.Position;
        }

        throw new GoJsonException(_data.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? "EOF" : "unexpected EOF");
    }

    /// <summary>What <c>json.Unmarshal</c> does first: the whole input has to be one value and blanks.</summary>
    public void ScanAll()
    {
        if (!TryScanValue())
        {
            // Go ends the input with a blank, and reports that blank where it cannot stand.
            throw _scanner.BlankRefusal is null
                ? new GoJsonException("unexpected end of JSON input")
                : GoJsonLiteralScanner.Unexpected((byte)' ', _scanner.BlankRefusal);
        }

        _scanner.SkipBlanks();
        if (!_scanner.AtEnd)
        {
            throw _scanner.Unexpected("after top-level value");
        }
    }

    // True at the end of a value, false where the input ended before.
    private bool TryScanValue()
    {
        // One bit for each open container: set for an object.
        Span<ulong> objects = stackalloc ulong[(MaxDepth + 63) / 64];
        int depth = 0;
        var expected = Expected.Value;
        while (true)
        {
            _scanner.SkipBlanks();
            if (_scanner.AtEnd)
            {
                return false;
            }

            byte c = _scanner.Current;
            bool closed = false;
            switch (expected)
            {
                case Expected.Colon when c == ':':
                    expected = Expected.Value;
                    _scanner.Take();
                    continue;
                case Expected.Colon:
                    throw _scanner.Unexpected("after object key");
                case Expected.CommaOrEnd when c == ',':
                    expected = IsObject(objects, depth) ? Expected.Key : Expected.Value;
                    _scanner.Take();
                    continue;
                case Expected.CommaOrEnd when c == (IsObject(objects, depth) ? '}' : ']'):
                case Expected.KeyOrEnd when c == '}':
                case Expected.ValueOrEnd when c == ']':
                    closed = true;
                    break;
                case Expected.CommaOrEnd:
                    throw _scanner.Unexpected(IsObject(objects, depth) ? "after object key:value pair" : "after array element");
                case Expected.Key or Expected.KeyOrEnd when c != '"':
                    throw _scanner.Unexpected("looking for beginning of object key string");
                case Expected.Value or Expected.ValueOrEnd when c is (byte)'{' or (byte)'[':
                    if (depth == MaxDepth)
                    {
                        throw _scanner.Unexpected("exceeded max depth");
                    }

                    Open(objects, depth++, c == '{');
                    expected = c == '{' ? Expected.KeyOrEnd : Expected.ValueOrEnd;
                    _scanner.Take();
                    continue;
            }

            if (closed)
            {
                _scanner.Take();
                depth--;
            }
            else if (!_scanner.TryScan())
            {
                return false;
            }

            if (depth == 0)
            {
                return true;
            }

            expected = expected is Expected.Key or Expected.KeyOrEnd && !closed ? Expected.Colon : Expected.CommaOrEnd;
        }
    }

    private static bool IsObject(ReadOnlySpan<ulong> objects, int depth) =>
        (objects[(depth - 1) >> 6] >> ((depth - 1) & 63) & 1) != 0;

    private static void Open(Span<ulong> objects, int index, bool isObject)
    {
        ulong bit = 1UL << (index & 63);
        objects[index >> 6] = isObject ? objects[index >> 6] | bit : objects[index >> 6] & ~bit;
    }
}

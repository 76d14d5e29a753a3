using System.Text;

namespace PeeringServer.Core.Catalog.Filters;

/// <summary>
/// A place in a filter's text. What was looked for at the farthest place is remembered: that is what a client is told when nothing fits.
/// </summary>
internal sealed class FilterScanner(string text)
{
    private const string Blanks = " \t\r\n";

    private readonly SortedSet<string> _expected = new(StringComparer.Ordinal);
    private int _farthest;
    private bool _expectedEnd;

    public int Position { get; set; }

    /// <summary>The fault as the evaluator words it.</summary>
    public FilterException Fault()
    {
        List<string> expected = [.. _expected];
        if (_expectedEnd)
        {
            expected.Add("EOF");
        }

        var list = expected.Count > 1 ? $"{string.Join(", ", expected[..^1])} or {expected[^1]}" : string.Concat(expected);
        var before = text[.._farthest];
        var line = before.Count(static c => c == '\n') + 1;
        var column = _farthest - (before.LastIndexOf('\n') + 1) + 1;
        return new FilterException($"{line}:{column} ({Encoding.UTF8.GetByteCount(before)}): no match found, expected: {list}");
    }

    /// <summary>Takes a literal.</summary>
    public bool Literal(string literal)
    {
        if (string.CompareOrdinal(text, Position, literal, 0, literal.Length) == 0)
        {
            Position += literal.Length;
            return true;
        }

        return Miss($"\"{literal.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }

    /// <summary>Takes one character of a class.</summary>
    /// <param name="fits">Whether it is of the class.</param>
    /// <param name="name">The class as the grammar writes it.</param>
    public bool One(Predicate<char> fits, string name)
    {
        if (Position < text.Length && fits(text[Position]))
        {
            Position++;
            return true;
        }

        return Miss(name);
    }

    /// <summary>Takes as many characters of a class as there are.</summary>
    public void Many(Predicate<char> fits, string name)
    {
        while (One(fits, name))
        {
        }
    }

    /// <summary>Takes blanks; there has to be one.</summary>
    public bool Blank()
    {
        if (!One(static c => Blanks.Contains(c, StringComparison.Ordinal), "[ \\t\\r\\n]"))
        {
            return false;
        }

        MaybeBlank();
        return true;
    }

    /// <summary>Takes blanks where there are any.</summary>
    public void MaybeBlank() => Many(static c => Blanks.Contains(c, StringComparison.Ordinal), "[ \\t\\r\\n]");

    public bool End()
    {
        if (Position == text.Length)
        {
            return true;
        }

        if (Position >= _farthest)
        {
            Miss(null);
            _expectedEnd = true;
        }

        return false;
    }

    /// <summary>The text from a place to this one.</summary>
    public string Since(int start) => text[start..Position];

    private bool Miss(string? name)
    {
        if (Position > _farthest)
        {
            _farthest = Position;
            _expected.Clear();
            _expectedEnd = false;
        }

        if (Position == _farthest && name is not null)
        {
            _expected.Add(name);
        }

        return false;
    }
}

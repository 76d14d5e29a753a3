using System.Text;

namespace PeeringServer.Http;

/// <summary>A query string, read as Go's <c>url.ParseQuery</c> does. Decoded where it is asked: a query that waits for minutes holds no pieces of it.</summary>
internal readonly struct GoQuery
{
    public static readonly GoQuery Empty;

    private readonly ReadOnlyMemory<char> _raw;

    private GoQuery(ReadOnlyMemory<char> raw) => _raw = raw;

    /// <summary>The first value of a parameter; empty where it is missing.</summary>
    public string this[string name] => Find(name) ?? "";

    /// <summary>Every value of a parameter, in the order in which they were sent.</summary>
    public IEnumerable<string> All(string name) => Pairs().Where(pair => pair.Key == name).Select(static pair => pair.Value);

    /// <summary>Whether a parameter is there, with or without a value.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The query string again: names in order, every value, and only what need not be escaped unescaped.</summary>
    public string Encode() => string.Join(
        '&',
        Pairs().OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{GoUrl.EscapeQuery(pair.Key)}={GoUrl.EscapeQuery(pair.Value)}"));

    /// <summary>Returns false where a pair holds a semicolon or a broken escape.</summary>
    public static bool TryParse(ReadOnlyMemory<char> raw, out GoQuery query)
    {
        query = Empty;
        if (raw.Span.Contains(';') || !IsEscapedWell(raw.Span))
        {
            return false;
        }

        query = new GoQuery(raw);
        return true;
    }

    private string? Find(string name)
    {
        foreach (var part in _raw.Span.Split('&'))
        {
            var pair = _raw.Span[part];
            if (!pair.IsEmpty && Is(KeyOf(pair), name))
            {
                return Decode(ValueOf(pair));
            }
        }

        return null;
    }

    private List<KeyValuePair<string, string>> Pairs()
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in _raw.Span.Split('&'))
        {
            var pair = _raw.Span[part];
            if (!pair.IsEmpty)
            {
                pairs.Add(new(Decode(KeyOf(pair)), Decode(ValueOf(pair))));
            }
        }

        return pairs;
    }

    private static bool IsEscapedWell(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('%'))
        {
            return true;
        }

        foreach (var part in raw.Split('&'))
        {
            // As one: the sign that divides key and value can be no part of an escape.
            if (!GoUrl.TryUnescape(raw[part], plusIsSpace: true, out _))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> KeyOf(ReadOnlySpan<char> pair) => pair.IndexOf('=') is >= 0 and var equals ? pair[..equals] : pair;

    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> pair) => pair.IndexOf('=') is >= 0 and var equals ? pair[(equals + 1)..] : [];

    private static bool Is(ReadOnlySpan<char> key, string name) => IsPlain(key) ? key.SequenceEqual(name) : Decode(key) == name;

    private static string Decode(ReadOnlySpan<char> text) =>
        !IsPlain(text) && GoUrl.TryUnescape(text, plusIsSpace: true, out var bytes) ? Encoding.UTF8.GetString(bytes) : text.ToString();

    private static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAny('%', '+') && Ascii.IsValid(text);
}

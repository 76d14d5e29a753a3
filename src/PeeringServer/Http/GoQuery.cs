using System.Text;

namespace PeeringServer.Http;

/// <summary>A query string, read as Go's <c>url.ParseQuery</c> does.</summary>
internal sealed class GoQuery
{
    public static readonly GoQuery Empty = new([]);

    private readonly List<KeyValuePair<string, string>> _pairs;

    private GoQuery(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    /// <summary>The first value of a parameter; empty where it is missing.</summary>
    public string this[string name] => Find(name) ?? "";

    /// <summary>Whether a parameter is there, with or without a value.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The query string again: names in order, every value, and only what need not be escaped unescaped.</summary>
    public string Encode() => string.Join('&', _pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{GoUrl.EscapeQuery(pair.Key)}={GoUrl.EscapeQuery(pair.Value)}"));

    /// <summary>Returns false where a pair holds a semicolon or a broken escape.</summary>
    public static bool TryParse(string raw, out GoQuery query)
    {
        query = Empty;
        if (raw.Length == 0)
        {
            return true;
        }

        if (raw.Contains(';', StringComparison.Ordinal))
        {
            return false;
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in raw.AsSpan().Split('&'))
        {
            var pair = raw.AsSpan(part);
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            if (!GoUrl.TryUnescape(key, plusIsSpace: true, out var decodedKey) || !GoUrl.TryUnescape(value, plusIsSpace: true, out var decodedValue))
            {
                return false;
            }

            pairs.Add(new(Encoding.UTF8.GetString(decodedKey), Encoding.UTF8.GetString(decodedValue)));
        }

        query = new GoQuery(pairs);
        return true;
    }

    private string? Find(string name)
    {
        foreach (var (key, value) in _pairs)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}

using System.Text;

namespace PeeringServer.Http;

/// <summary>Percent encoding and path cleaning as Go's <c>net/url</c> and <c>path</c> do them.</summary>
internal static class GoUrl
{
    /// <summary>Undoes percent encoding; false where an escape is broken.</summary>
    public static bool TryUnescape(ReadOnlySpan<char> text, bool plusIsSpace, out byte[] bytes)
    {
        // A request target holds ASCII or, from careless clients, raw UTF-8, which the server hands on as characters.
        var buffer = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        bytes = [];
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return false;
                }

                buffer[length++] = Convert.FromHexString(text.Slice(i + 1, 2))[0];
                i += 2;
            }
            else if (c == '+' && plusIsSpace)
            {
                buffer[length++] = (byte)' ';
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length)
            {
                length += Encoding.UTF8.GetBytes(text.Slice(i++, 2), buffer.AsSpan(length));
            }
            else
            {
                length += Encoding.UTF8.GetBytes(text.Slice(i, 1), buffer.AsSpan(length));
            }
        }

        bytes = buffer.AsSpan(0, length).ToArray();
        return true;
    }

    /// <summary>Escapes a name or a value of a query as <c>url.QueryEscape</c> does.</summary>
    public static string EscapeQuery(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>Drops empty, <c>.</c> and <c>..</c> segments; a slash at the end stays.</summary>
    public static string Clean(string path)
    {
        if (path.Length == 0)
        {
            return "/";
        }

        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
            {
                if (kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }
            }
            else if (segment is not ("" or "."))
            {
                kept.Add(segment);
            }
        }

        var cleaned = "/" + string.Join('/', kept);
        return path.EndsWith('/') && cleaned.Length > 1 ? cleaned + "/" : cleaned;
    }

    /// <summary>Whether <see cref="Clean"/> would leave a path as it is; without making a string.</summary>
    public static bool IsClean(string path)
    {
        if (!path.StartsWith('/'))
        {
            return false;
        }

        return !path.Contains("//", StringComparison.Ordinal)
            && !path.Contains("/./", StringComparison.Ordinal)
            && !path.Contains("/../", StringComparison.Ordinal)
            && !path.EndsWith("/.", StringComparison.Ordinal)
            && !path.EndsWith("/..", StringComparison.Ordinal);
    }
}

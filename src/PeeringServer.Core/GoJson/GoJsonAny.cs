namespace PeeringServer.Core.GoJson;

/// <summary>Decodes into <c>interface {}</c>. The input decides how deep values nest, so no recursion here.</summary>
internal static class GoJsonAny
{
    public static object? Read(ref GoJsonCursor cursor, GoJsonErrors errors)
    {
        var open = new Stack<(object Container, string Key)>();
        while (true)
        {
            byte first = cursor.Peek();
            object? value = first switch
            {
                (byte)'{' => new Dictionary<string, object?>(StringComparer.Ordinal),
                (byte)'[' => new List<object?>(),
                _ => ReadLiteral(ref cursor, first, errors),
            };
            if (first is (byte)'{' or (byte)'[' && cursor.TakeOpening())
            {
                open.Push((value!, TakeKey(ref cursor, value!)));
                continue;
            }

            while (true)
            {
                if (!open.TryPop(out (object Container, string Key) parent))
                {
                    return value;
                }

                Add(parent.Container, parent.Key, value);
                if (cursor.TakeSeparator())
                {
                    open.Push((parent.Container, TakeKey(ref cursor, parent.Container)));
                    break;
                }

                value = parent.Container;
            }
        }
    }

    private static string TakeKey(ref GoJsonCursor cursor, object container) =>
        container is List<object?> ? "" : GoJsonText.Unquote(cursor.TakeKey());

    private static void Add(object container, string key, object? value)
    {
        if (container is List<object?> list)
        {
            list.Add(value);
        }
        else
        {
            ((Dictionary<string, object?>)container)[key] = value;
        }
    }

    private static object? ReadLiteral(ref GoJsonCursor cursor, byte first, GoJsonErrors errors)
    {
        if (first == '"')
        {
            return GoJsonText.Unquote(cursor.TakeString());
        }

        ReadOnlySpan<byte> word = cursor.TakeWord();
        if (first is (byte)'t' or (byte)'f' or (byte)'n')
        {
            return first == 'n' ? null : first == 't';
        }

        if (GoJsonCursor.TryParseFloat(word, 64, out double number))
        {
            return number;
        }

        errors.SaveMismatch($"number {System.Text.Encoding.ASCII.GetString(word)}", GoType.Float64);
        return null;
    }
}

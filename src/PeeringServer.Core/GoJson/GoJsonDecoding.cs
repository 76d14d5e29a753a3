using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.GoJson;

/// <summary>Decodes one value, found valid before, into a Go type.</summary>
internal ref struct GoJsonDecoding
{
    private readonly bool _disallowUnknownFields;
    private readonly GoJsonErrors _errors;
    private GoJsonCursor _cursor;

    private GoJsonDecoding(ReadOnlySpan<byte> json, bool disallowUnknownFields)
    {
        _cursor = new GoJsonCursor(json);
        _disallowUnknownFields = disallowUnknownFields;
        _errors = new GoJsonErrors();
    }

    public static object? Decode(ReadOnlySpan<byte> json, GoType type, bool disallowUnknownFields)
    {
        var decoding = new GoJsonDecoding(json, disallowUnknownFields);
        object? value = decoding.Value(type, null) ?? type.Zero;
        decoding._errors.ThrowFirst();
        return value;
    }

    // The existing value is what an earlier key of the same name left; null stands for the type's zero value, too.
    private object? Value(GoType type, object? existing)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            // A struct that contains itself can be nested as deep as the input likes; Go would go on.
            throw new GoJsonException("exceeded max depth");
        }

        byte first = _cursor.Peek();
        while (type.Kind == GoKind.Pointer && first != 'n')
        {
            type = type.Element;
        }

        return (type.Kind, first) switch
        {
            (GoKind.Custom, _) => Custom(type, existing),
            (GoKind.Interface, _) => GoJsonAny.Read(ref _cursor, _errors),
            (_, (byte)'n') => Null(type, existing),
            (GoKind.Struct, (byte)'{') => Struct((GoStructType)type, (GoObject?)existing ?? new GoObject((GoStructType)type)),
            (GoKind.Map, (byte)'{') => Map(type, (Dictionary<string, object?>?)existing),
            (GoKind.Slice, (byte)'[') => Slice(type, (List<object?>?)existing),
            (GoKind.Bytes, (byte)'[') => Slice(type, null).ConvertAll(value => (byte)(ulong)value!).ToArray(),
            (_, (byte)'{') => Refuse(type, "object", existing),
            (_, (byte)'[') => Refuse(type, "array", existing),
            (_, (byte)'"') => Text(type, existing),
            (GoKind.Bool, (byte)'t' or (byte)'f') => _cursor.TakeWord().Length == 4,
            (_, (byte)'t' or (byte)'f') => Refuse(type, "bool", existing),
            _ => Number(type, existing),
        };
    }

    private object? Refuse(GoType type, string value, object? existing)
    {
        _errors.SaveMismatch(value, type);
        _cursor.TakeValue();
        return existing;
    }

    private object? Custom(GoType type, object? existing)
    {
        try
        {
            return type.Unmarshal!(_cursor.TakeValue(), existing);
        }
        catch (GoJsonException e)
        {
            throw _errors.Located(e);
        }
    }

    private object? Null(GoType type, object? existing)
    {
        _cursor.TakeWord();
        return type.Kind is GoKind.Pointer or GoKind.Map or GoKind.Slice or GoKind.Bytes ? null : existing;
    }

    private GoObject Struct(GoStructType type, GoObject target)
    {
        (GoStructType?, int) place = _errors.Place;
        for (bool more = _cursor.TakeOpening(); more; more = _cursor.TakeSeparator())
        {
            ReadOnlySpan<byte> key = _cursor.TakeKey();
            int index = Find(type, key);
            if (index < 0)
            {
                if (_disallowUnknownFields)
                {
                    _errors.SaveUnknownField(GoJsonText.Unquote(key));
                }

                _cursor.TakeValue();
                continue;
            }

            GoField field = type.Fields[index];
            _errors.Enter(type, field.Key);
            target.Store(index, Value(field.Type, target.StoredAt(index)));
            _errors.Leave(place);
        }

        return target;
    }

    private static int Find(GoStructType type, ReadOnlySpan<byte> key) => key.IndexOf((byte)'\\') >= 0
        ? type.FindField(Encoding.UTF8.GetBytes(GoJsonText.Unquote(key)))
        : type.FindField(key);

    private Dictionary<string, object?> Map(GoType type, Dictionary<string, object?>? target)
    {
        target ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        for (bool more = _cursor.TakeOpening(); more; more = _cursor.TakeSeparator())
        {
            string key = GoJsonText.Unquote(_cursor.TakeKey());
            target[key] = Value(type.Element, null) ?? type.Element.Zero;
        }

        return target;
    }

    private List<object?> Slice(GoType type, List<object?>? existing)
    {
        // Go decodes into the elements that are there already, so that null leaves them as they are.
        List<object?> target = existing ?? [];
        int count = 0;
        for (bool more = _cursor.TakeOpening(); more; more = _cursor.TakeSeparator())
        {
            object? element = Value(type.Element, count < target.Count ? target[count] : null) ?? type.Element.Zero;
            if (count == target.Count)
            {
                target.Add(element);
            }
            else
            {
                target[count] = element;
            }

            count++;
        }

        target.RemoveRange(count, target.Count - count);
        return target;
    }

    private object? Text(GoType type, object? existing)
    {
        if (type.Kind is not (GoKind.String or GoKind.Bytes))
        {
            return Refuse(type, "string", existing);
        }

        string text = GoJsonText.Unquote(_cursor.TakeString());
        if (type.Kind == GoKind.String)
        {
            return text;
        }

        if (GoBase64.TryDecode(text, out byte[]? bytes, out string? error))
        {
            return bytes;
        }

        _errors.Save(error);
        return existing;
    }

    private object? Number(GoType type, object? existing)
    {
        ReadOnlySpan<byte> number = _cursor.TakeWord();
        switch (type.Kind)
        {
            case GoKind.Int when long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed)
                && signed >> (type.Bits - 1) is 0 or -1:
                return signed;
            case GoKind.Uint when ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned)
                && unsigned <= ulong.MaxValue >> (64 - type.Bits):
                return unsigned;
            case GoKind.Float when GoJsonCursor.TryParseFloat(number, type.Bits, out double floating):
                return floating;
            case GoKind.Int or GoKind.Uint or GoKind.Float:
                _errors.SaveMismatch($"number {Encoding.ASCII.GetString(number)}", type);
                return existing;
            default:
                _errors.SaveMismatch("number", type);
                return existing;
        }
    }
}

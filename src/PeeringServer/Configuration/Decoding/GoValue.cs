using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace PeeringServer.Configuration.Decoding;

/// <summary>How Go names and prints the values that JSON and HCL files decode to.</summary>
internal static class GoValue
{
    /// <summary>The type, as <c>%T</c> prints it.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "<nil>",
        string => "string",
        bool => "bool",
        int or long => "int",
        double => "float64",
        IDictionary => "map[string]interface {}",
        IList { Count: > 0 } list when list.Cast<object?>().All(i => i is IDictionary) && list is not List<object?> => "[]map[string]interface {}",
        _ => "[]interface {}",
    };

    /// <summary>The kind of the type, as reflect names it.</summary>
    public static string KindName(object? value) => value switch
    {
        null => "invalid",
        string => "string",
        bool => "bool",
        int or long => "int",
        double => "float64",
        IDictionary => "map",
        _ => "slice",
    };

    /// <summary>The value, as <c>%v</c> prints it.</summary>
    public static string Format(object? value) => value switch
    {
        null => "<nil>",
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => FormatNumber(number),
        IDictionary map => $"map[{string.Join(' ', Pairs(map))}]",
        IList list => $"[{string.Join(' ', list.Cast<object?>().Select(Format))}]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Writes a value as JSON.</summary>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case IDictionary map:
                json.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    json.WritePropertyName((string)entry.Key);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case IList list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, null));
                break;
            case null:
                json.WriteNullValue();
                break;
            default:
                throw new ArgumentException($"Files have no values of type {value.GetType()}.", nameof(value));
        }
    }

    private static IEnumerable<string> Pairs(IDictionary map) =>
        map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(k => $"{k}:{Format(map[k])}");

    // The shortest digits that read back, with an exponent from a million on and below one ten-thousandth.
    private static string FormatNumber(double number)
    {
        if (number == 0)
        {
            return double.IsNegative(number) ? "-0" : "0";
        }

        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 16; digits++)
        {
            var shorter = number.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture).Equals(number))
            {
                shortest = shorter;
                break;
            }
        }

        var at = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is >= -4 and < 6
            ? number.ToString("0.####################", CultureInfo.InvariantCulture)
            : $"{shortest[..at]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }
}

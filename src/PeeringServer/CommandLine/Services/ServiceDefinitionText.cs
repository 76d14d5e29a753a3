using System.Globalization;
using System.Text.Json;
using PeeringServer.Configuration.Decoding;

namespace PeeringServer.CommandLine.Services;

/// <summary>Writes what a configuration file says of a service as the API takes it: under the same names in another spelling.</summary>
internal static class ServiceDefinitionText
{
    private static readonly string[] Abbreviations = ["id", "ttl", "http", "tcp", "udp", "grpc", "tls", "os"];

    public static void Write(Utf8JsonWriter json, ConfigTable service) => Write(json, service, isCheck: false);

    private static void Write(Utf8JsonWriter json, ConfigTable table, bool isCheck)
    {
        json.WriteStartObject();
        foreach (var key in table.Keys)
        {
            json.WritePropertyName(isCheck && key == "id" ? "CheckID" : NameOf(key));
            WriteValue(json, table.Find(key)!, key is "check" or "checks");
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object value, bool isCheck = false)
    {
        switch (value)
        {
            case ConfigTable table:
                Write(json, table, isCheck);
                break;
            case IEnumerable<KeyValuePair<string, object>> map:
                json.WriteStartObject();
                foreach (var (key, member) in map)
                {
                    json.WritePropertyName(key);
                    WriteValue(json, member);
                }

                json.WriteEndObject();
                break;
            case List<object> list:
                json.WriteStartArray();
                list.ForEach(item => WriteValue(json, item, isCheck));
                json.WriteEndArray();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long or int:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string NameOf(string key) => string.Concat(key.Split('_').Select(word =>
        word == "h2ping" ? (key == word ? "H2PING" : "H2Ping") : Abbreviations.Contains(word) ? word.ToUpperInvariant() : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}

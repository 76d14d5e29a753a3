using System.Collections;
using System.Text.Json;
using PeeringServer.Configuration.Decoding;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>
/// Turns services and checks of configuration files into what the domain takes. They are written as bodies of requests first, so that both are read in one way:
/// <c>local_service_port</c> becomes <c>LocalServicePort</c>, and what differs in case only is the same to Go. Keys of maps stay as they are.
/// </summary>
internal static class DefinitionBodies
{
    private const string Check = "check";
    private const string Checks = "checks";
    private const string Connect = "connect";
    private const string Id = "id";
    private const string SidecarService = "sidecar_service";
    private const string Weights = "weights";

    private static readonly string[] WeightKeys = ["passing", "warning"];

    /// <summary>A service.</summary>
    /// <param name="table">Its definition; durations in it have been checked.</param>
    public static AgentServiceRequest Service(ConfigTable table)
    {
        Arrange(table);
        return AgentBodies.ServiceRequest(Decode(table, isCheck: false, AgentRequestTypes.Service));
    }

    /// <summary>A check that stands by itself.</summary>
    /// <param name="table">Its definition; durations in it have been checked.</param>
    public static AgentCheckRequest CheckAlone(ConfigTable table) => AgentBodies.CheckAlone(Decode(table, isCheck: true, AgentRequestTypes.Check));

    // In a file a single check follows the list, where in a body it goes before it; and of two weights the one that is left out is 1.
    private static void Arrange(ConfigTable service)
    {
        if (service.Take(Check) is ConfigTable single)
        {
            service.Set(Checks, (List<object>)[.. service.Find(Checks) as List<object> ?? [], single]);
        }

        if (service.Find(Weights) is ConfigTable weights)
        {
            foreach (var key in WeightKeys.Where(key => weights.Find(key) is null))
            {
                weights.Set(key, 1L);
            }
        }

        if (service.Find($"{Connect}.{SidecarService}") is ConfigTable sidecar)
        {
            Arrange(sidecar);
        }
    }

    private static GoObject Decode(ConfigTable table, bool isCheck, GoStructType type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, table, isCheck);
        }

        return GoJsonDecoder.Unmarshal(buffer.ToArray(), type);
    }

    private static void Write(Utf8JsonWriter json, ConfigTable table, bool isCheck)
    {
        json.WriteStartObject();
        foreach (var key in table.Keys)
        {
            json.WritePropertyName(isCheck && key == Id ? "CheckID" : GoName(key));
            Write(json, table.Find(key), isCheck: key is Check or Checks);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value, bool isCheck)
    {
        switch (value)
        {
            case ConfigTable table:
                Write(json, table, isCheck);
                break;
            case IDictionary map:
                json.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    json.WritePropertyName((string)entry.Key);
                    Write(json, entry.Value, isCheck);
                }

                json.WriteEndObject();
                break;
            case IList list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item, isCheck);
                }

                json.WriteEndArray();
                break;
            default:
                GoValue.WriteScalar(json, value);
                break;
        }
    }

    private static string GoName(string key) => string.Concat(key.Split('_').Select(static word => word.Length == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}

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
    private const string H2Ping = "h2ping";
    private const string Id = "id";
    private const string SidecarService = "sidecar_service";
    private const string Weights = "weights";

    private static readonly string[] Abbreviations = ["id", "ttl", "http", "tcp", "udp", "grpc", "tls", "os"];
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

    /// <summary>Writes a service as the body of its registration.</summary>
    public static void Write(Utf8JsonWriter json, ConfigTable service) => GoValue.Write(json, Named(service, isCheck: false));

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
            GoValue.Write(json, Named(table, isCheck));
        }

        return GoJsonDecoder.Unmarshal(buffer.ToArray(), type);
    }

    private static object? Named(object? value, bool isCheck) => value switch
    {
        ConfigTable table => table.Keys.ToDictionary(key => isCheck && key == Id ? "CheckID" : GoName(key), key => Named(table.Find(key), key is Check or Checks)),
        List<object> list => list.ConvertAll(item => Named(item, isCheck)),
        Dictionary<string, object> map => map.ToDictionary(static pair => pair.Key, pair => Named(pair.Value, isCheck: false)),
        _ => value,
    };

    private static string GoName(string key) => string.Concat(key.Split('_').Select(word => word.Length == 0 ? word
        : word == H2Ping ? (key == word ? "H2PING" : "H2Ping")
        : Abbreviations.Contains(word) ? word.ToUpperInvariant()
        : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}

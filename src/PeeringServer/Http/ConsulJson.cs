using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Lays out JSON as the agent does.</summary>
internal static class ConsulJson
{
    public static byte[] Serialize<T>(ConsulRequest request, T value, Func<ConsulJsonContext, JsonTypeInfo<T>> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type(request.Indented ? ConsulJsonContext.Indented : ConsulJsonContext.Compact));
        return request.Pretty ? [.. bytes, (byte)'\n'] : bytes;
    }
}

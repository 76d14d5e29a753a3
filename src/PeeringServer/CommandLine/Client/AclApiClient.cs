using System.Text.Json;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Talks to the access control of an agent.</summary>
/// <param name="options">Which agent, and how.</param>
/// <param name="time">The clock for time-outs.</param>
internal sealed class AclApiClient(ClientOptions options, TimeProvider time)
{
    private readonly ApiConnection _connection = new(options, time);

    /// <summary>Has the first management token made.</summary>
    /// <param name="secret">The secret it is to have; empty for a random one.</param>
    /// <exception cref="ApiException">It was refused.</exception>
    public GoObject Bootstrap(string secret)
    {
        var answer = _connection.Send("PUT", AclRoutes.Bootstrap, secret.Length == 0 ? null : Write);
        return (GoObject)ApiConnection.Decode(answer, AclAnswerTypes.Token)!;

        void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString(AclAnswerTypes.BootstrapSecret, secret);
            json.WriteEndObject();
        }
    }
}

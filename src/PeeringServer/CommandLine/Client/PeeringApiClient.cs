using System.Text.Json;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Talks to the peering endpoints of an agent.</summary>
/// <param name="options">Which agent, and how.</param>
/// <param name="time">The clock for time-outs.</param>
internal sealed class PeeringApiClient(ClientOptions options, TimeProvider time)
{
    private const string Get = "GET";
    private const string Post = "POST";
    private const string DeleteMethod = "DELETE";
    private const int NotFound = 404;

    private readonly ApiConnection _connection = new(options, time);

    /// <summary>Has a peering token made.</summary>
    /// <returns>The token.</returns>
    /// <exception cref="ApiException">There is none.</exception>
    public string GenerateToken(
        string name, IReadOnlyDictionary<string, string> meta, IReadOnlyList<string> serverExternalAddresses)
    {
        var answer = _connection.Send(Post, ConsulRoutes.PeeringToken, Write);
        return ((GoObject)ApiConnection.Decode(answer, PeeringAnswerTypes.GeneratedToken)!).GetString(PeeringAnswerTypes.PeeringToken);

        void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString(PeeringRequestTypes.PeerName, name);
            WriteCommon(json, meta);
            if (serverExternalAddresses.Count > 0)
            {
                json.WriteStartArray(PeeringRequestTypes.ServerExternalAddresses);
                foreach (var address in serverExternalAddresses)
                {
                    json.WriteStringValue(address);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }

    /// <summary>Has a peering established.</summary>
    /// <exception cref="ApiException">It was refused.</exception>
    public void Establish(string name, string peeringToken, IReadOnlyDictionary<string, string> meta)
    {
        var answer = _connection.Send(Post, ConsulRoutes.PeeringEstablish, Write);
        ApiConnection.Decode(answer, PeeringAnswerTypes.Established);

        void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString(PeeringRequestTypes.PeerName, name);
            json.WriteString(PeeringRequestTypes.PeeringToken, peeringToken);
            WriteCommon(json, meta);
            json.WriteEndObject();
        }
    }

    /// <summary>Reads a peering.</summary>
    /// <returns>The peering, or null where there is none of that name.</returns>
    /// <exception cref="ApiException">It cannot be told.</exception>
    public GoObject? Read(string name)
    {
        try
        {
            var answer = _connection.Send(Get, ConsulRoutes.Peering + name, null);
            return (GoObject)ApiConnection.Decode(answer, PeeringAnswerTypes.Peering)!;
        }
        catch (ApiException e) when (e.Status == NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads all peerings.</summary>
    /// <returns>They, in the order they came; or null where the agent said so.</returns>
    /// <exception cref="ApiException">They cannot be told.</exception>
    public IReadOnlyList<GoObject>? List()
    {
        var answer = _connection.Send(Get, ConsulRoutes.Peerings, null);
        return ((List<object?>?)ApiConnection.Decode(answer, PeeringAnswerTypes.Peerings))?.OfType<GoObject>().ToList();
    }

    /// <summary>Has a peering deleted, which goes on after this; one that is not there is no fault.</summary>
    /// <exception cref="ApiException">It was refused.</exception>
    public void Delete(string name) =>
        _connection.Send(DeleteMethod, ConsulRoutes.Peering + name, null);

    private void WriteCommon(Utf8JsonWriter json, IReadOnlyDictionary<string, string> meta)
    {
        if (options.PartitionFlag is { } partition)
        {
            json.WriteString(PeeringRequestTypes.Partition, partition);
        }

        if (meta.Count > 0)
        {
            json.WriteStartObject(PeeringRequestTypes.Meta);
            foreach (var (key, value) in meta.OrderBy(static m => m.Key, GoStringComparer.Instance))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }
    }
}

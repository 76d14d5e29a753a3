using System.Text.Json;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Asks an agent about itself, and tells it what to do.</summary>
/// <param name="options">Which agent, and how.</param>
/// <param name="time">The clock for time-outs.</param>
internal sealed class AgentApiClient(ClientOptions options, TimeProvider time)
{
    private const string Get = "GET";
    private const string Put = "PUT";

    private readonly ApiConnection _connection = new(options, time);

    /// <summary>Reads the members of the cluster.</summary>
    /// <param name="isWan">Those that other datacenters see, instead.</param>
    /// <param name="segment">The network segment they are in.</param>
    /// <param name="filter">An expression that accepts them, or empty.</param>
    /// <exception cref="ApiException">They cannot be told.</exception>
    public IReadOnlyList<GoObject> Members(bool isWan, string segment, string filter)
    {
        var query = new List<NamedValue> { new(CatalogParameters.Segment, segment) };
        if (isWan)
        {
            query.Add(new NamedValue(CatalogParameters.Wan, "1"));
        }

        if (filter.Length > 0)
        {
            query.Add(new NamedValue(CatalogParameters.Filter, filter));
        }

        var answer = _connection.Send(Get, AgentRoutes.Members, query, null);
        return ((List<object?>?)ApiConnection.Decode(answer, AgentAnswerTypes.Members) ?? []).OfType<GoObject>().ToList();
    }

    /// <summary>Reads the agent's figures: groups by name, each with values by name.</summary>
    /// <exception cref="ApiException">They cannot be told.</exception>
    public IReadOnlyDictionary<string, object?> Stats()
    {
        var answer = _connection.Send(Get, AgentRoutes.Self, null);
        var self = (Dictionary<string, object?>?)ApiConnection.Decode(answer, AgentAnswerTypes.Self);
        return self?.GetValueOrDefault(AgentAnswerTypes.Stats) as Dictionary<string, object?> ?? throw new ApiException("the agent tells no figures");
    }

    /// <summary>Has the agent read its configuration again.</summary>
    /// <exception cref="ApiException">It refused.</exception>
    public void Reload() => _connection.Send(Put, AgentRoutes.Reload, null);

    /// <summary>Registers a service.</summary>
    /// <param name="write">Writes what is said of it.</param>
    /// <exception cref="ApiException">It was refused.</exception>
    public void Register(Action<Utf8JsonWriter> write) => _connection.Send(Put, AgentRoutes.ServiceRegister, write);

    /// <summary>Removes a service.</summary>
    /// <exception cref="ApiException">It was refused.</exception>
    public void Deregister(string id) => _connection.Send(Put, AgentRoutes.ServiceDeregister + id, null);

    /// <summary>Has the agent leave its cluster and end.</summary>
    /// <exception cref="ApiException">It refused.</exception>
    public void Leave() => _connection.Send(Put, AgentRoutes.Leave, null);
}

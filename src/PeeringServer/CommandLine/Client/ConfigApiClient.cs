using System.Globalization;
using System.Text.Json;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Talks to the config entries of an agent.</summary>
/// <param name="options">Which agent, and how.</param>
/// <param name="time">The clock for time-outs.</param>
internal sealed class ConfigApiClient(ClientOptions options, TimeProvider time)
{
    private readonly ApiConnection _connection = new(options, time);

    /// <summary>Writes an entry.</summary>
    /// <param name="write">Writes its JSON.</param>
    /// <param name="index">The index the stored one has to be at, or null.</param>
    /// <returns>False where it is at another index.</returns>
    /// <exception cref="ApiException">It was refused.</exception>
    public bool Write(Action<Utf8JsonWriter> write, ulong? index) => ApiConnection.IsTrue(_connection.Send("PUT", ConfigRoutes.Apply, At(index), write));

    /// <summary>Reads an entry as JSON.</summary>
    /// <exception cref="ApiException">It cannot be told, or there is none.</exception>
    public byte[] Read(string kind, string name) => _connection.Send("GET", PathOf(kind, name), null).Body;

    /// <summary>Reads the names of the entries of a kind.</summary>
    /// <exception cref="ApiException">They cannot be told.</exception>
    public IReadOnlyList<string> List(string kind, string filter)
    {
        var query = filter.Length == 0 ? (NamedValue[])[] : [new NamedValue(CatalogParameters.Filter, filter)];
        var answer = _connection.Send("GET", ConfigRoutes.Entries + kind, query, null);
        return ((List<object?>?)ApiConnection.Decode(answer, ConfigAnswerTypes.Entries) ?? []).OfType<GoObject>().Select(static entry => entry.GetString(ConfigAnswerTypes.Name)).ToList();
    }

    /// <summary>Deletes an entry; one that is not there is no fault.</summary>
    /// <returns>False where it is at another index.</returns>
    /// <exception cref="ApiException">It was refused.</exception>
    public bool Delete(string kind, string name, ulong? index)
    {
        var answer = _connection.Send("DELETE", PathOf(kind, name), At(index), null);
        return index is null || ApiConnection.IsTrue(answer);
    }

    private static NamedValue[] At(ulong? index) =>
        index is { } at ? [new NamedValue(ConfigRoutes.CheckAndSet, at.ToString(CultureInfo.InvariantCulture))] : [];

    private static string PathOf(string kind, string name) => $"{ConfigRoutes.Entries}{kind}/{name}";
}

using System.Globalization;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Talks to the key/value store of an agent.</summary>
/// <param name="options">Which agent, and how.</param>
/// <param name="time">The clock for time-outs.</param>
internal sealed class KvApiClient(ClientOptions options, TimeProvider time)
{
    private const int NotFound = 404;

    private readonly ApiConnection _connection = new(options, time);

    /// <summary>Reads a key, or all keys below a prefix.</summary>
    /// <returns>They; none where there is nothing.</returns>
    /// <exception cref="ApiException">They cannot be told.</exception>
    public IReadOnlyList<GoObject> Read(string key, bool isPrefix)
    {
        var answer = SendOrNull(key, isPrefix ? [new NamedValue(KvRoutes.Recurse, "")] : []);
        return answer is null ? [] : ((List<object?>?)ApiConnection.Decode(answer, KvAnswerTypes.Pairs) ?? []).OfType<GoObject>().ToList();
    }

    /// <summary>Reads the names of the keys below a prefix, up to a separator.</summary>
    /// <exception cref="ApiException">They cannot be told.</exception>
    public IReadOnlyList<string> Keys(string prefix, string separator)
    {
        var separators = separator.Length == 0 ? (NamedValue[])[] : [new NamedValue(KvRoutes.Separator, separator)];
        var answer = SendOrNull(prefix, [new NamedValue(KvRoutes.Keys, ""), .. separators]);
        return answer is null ? [] : ((List<object?>?)ApiConnection.Decode(answer, KvAnswerTypes.Keys) ?? []).Cast<string>().ToList();
    }

    /// <summary>Writes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="conditions">Parameters that say how.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ApiException">It was refused.</exception>
    public bool Put(string key, byte[] value, IReadOnlyList<NamedValue> conditions)
    {
        if (key.StartsWith('/'))
        {
            throw new ApiException($"Invalid key. Key must not begin with a '/': {key}");
        }

        return ApiConnection.IsTrue(_connection.SendBytes("PUT", KvRoutes.Kv + key, value, conditions));
    }

    /// <summary>Deletes a key, or all keys below a prefix.</summary>
    /// <param name="key">The key or prefix.</param>
    /// <param name="isPrefix">Whether it is a prefix.</param>
    /// <param name="index">The index the key has to be at, or null.</param>
    /// <returns>False where it is at another index.</returns>
    /// <exception cref="ApiException">It was refused.</exception>
    public bool Delete(string key, bool isPrefix, ulong? index)
    {
        var query = index is { } at ? (NamedValue[])[new(KvRoutes.CheckAndSet, at.ToString(CultureInfo.InvariantCulture))]
            : isPrefix ? [new(KvRoutes.Recurse, "")]
            : [];
        return ApiConnection.IsTrue(_connection.SendBytes("DELETE", KvRoutes.Kv + key, null, query));
    }

    private HttpAnswer? SendOrNull(string key, IReadOnlyList<NamedValue> query)
    {
        try
        {
            return _connection.SendBytes("GET", KvRoutes.Kv + key, null, query);
        }
        catch (ApiException e) when (e.Status == NotFound)
        {
            return null;
        }
    }
}

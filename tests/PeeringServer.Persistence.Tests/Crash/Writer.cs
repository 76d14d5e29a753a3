using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using PeeringServer.Core.Tokens;

namespace PeeringServer.Persistence.Tests.Crash;

/// <summary>Writes to names of its own as fast as it is answered, and remembers of each what was acknowledged last.</summary>
/// <param name="client">The server.</param>
/// <param name="name">Start of its names.</param>
/// <param name="acknowledged">Called with every acknowledged write.</param>
internal sealed class Writer(HttpClient client, string name, Action acknowledged)
{
    private const int Names = 8;

    /// <summary>Id of the peering by name; null for one that was deleted, absent where nothing is known for sure.</summary>
    private readonly Dictionary<string, string?> _acknowledged = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>The highest index that an answer showed.</summary>
    public ulong Index { get; private set; }

    /// <summary>Writes until the connection breaks.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var key = $"{name}-{_next % Names}";
                var deletes = _next++ % 5 == 4;
                _acknowledged.Remove(key, out var before);
                using var answer = deletes
                    ? await client.DeleteAsync($"/v1/peering/{key}")
                    : await client.PostAsJsonAsync("/v1/peering/token", new { PeerName = key });
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
                _acknowledged[key] = deletes ? null : await IdAsync(answer);
                if (!deletes && before is not null)
                {
                    _acknowledged[key].Should().Be(before, "a token for a name that is known belongs to its peering");
                }

                acknowledged();
                using var list = await client.GetAsync($"/v1/peering/{key}");
                Index = Math.Max(Index, IndexOf(list));
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            // It was killed. What was under way then may be there or not. A kill just after the connection was made shows as a bare socket error.
        }
    }

    /// <summary>Holds the server against what was acknowledged.</summary>
    public async Task CheckAsync()
    {
        foreach (var (key, id) in _acknowledged)
        {
            using var read = await client.GetAsync($"/v1/peering/{key}");
            read.StatusCode.Should().Be(id is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, "{0} was acknowledged", key);
            if (id is not null)
            {
                (await read.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ID").GetString().Should().Be(id);
            }
        }

        using var list = await client.GetAsync("/v1/peerings");
        IndexOf(list).Should().BeGreaterThanOrEqualTo(Index, "no index goes back");
    }

    private static ulong IndexOf(HttpResponseMessage answer) => answer.Headers.TryGetValues("X-Consul-Index", out var values) ? ulong.Parse(values.Single(), provider: null) : 0;

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("PeeringToken").GetString()!;
        return PeeringTokenCodec.Decode(token).PeerId;
    }
}

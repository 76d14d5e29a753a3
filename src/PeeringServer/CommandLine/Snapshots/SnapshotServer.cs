using PeeringServer.CommandLine.Flags;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary>The running server that a snapshot command asks, and the flags that name it.</summary>
internal sealed class SnapshotServer
{
    private readonly GoFlag _address = new("http-addr", "The address and port of the server (default: http://127.0.0.1:8500, or CONSUL_HTTP_ADDR).", "address");
    private readonly GoFlag _token = new("token", "A token with the permission acl:write, where access is controlled (default: CONSUL_HTTP_TOKEN).", "value");

    public IEnumerable<GoFlag> Flags => [_address, _token];

    /// <summary>Writes the server's state to a stream.</summary>
    /// <exception cref="HttpRequestException">It cannot be asked, or refuses.</exception>
    public async Task SaveAsync(GoFlagValues values, Func<Stream> open, CancellationToken cancellation)
    {
        using var client = Client(values);
        using var answer = await client.GetAsync(new Uri(EmulatorRoutes.Snapshot, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        await RequireAsync(answer, cancellation).ConfigureAwait(false);
        await using var target = open();
        await answer.Content.CopyToAsync(target, cancellation).ConfigureAwait(false);
    }

    /// <summary>Replaces the server's state.</summary>
    /// <exception cref="HttpRequestException">It cannot be asked, or refuses.</exception>
    public async Task RestoreAsync(GoFlagValues values, Stream snapshot, CancellationToken cancellation)
    {
        using var client = Client(values);
        using var content = new StreamContent(snapshot);
        using var answer = await client.PutAsync(new Uri(EmulatorRoutes.Snapshot, UriKind.Relative), content, cancellation).ConfigureAwait(false);
        await RequireAsync(answer, cancellation).ConfigureAwait(false);
    }

    private HttpClient Client(GoFlagValues values)
    {
        var address = values.Last(_address) ?? Variable("CONSUL_HTTP_ADDR") ?? "127.0.0.1:8500";
        var client = new HttpClient { BaseAddress = new Uri(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}") };
        if ((values.Last(_token) ?? Variable("CONSUL_HTTP_TOKEN")) is { } token)
        {
            client.DefaultRequestHeaders.Add(ConsulHeaders.Token, token);
        }

        return client;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"Unexpected response code: {(int)answer.StatusCode} ({await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)})");
        }
    }
}

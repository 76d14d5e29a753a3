using System.Net;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>
/// Speaks HTTP/2 over connections that are made already. One for all connections of a dialer: each HTTP client looks after
/// its own from time to time, whether there is anything to do or not.
/// </summary>
internal sealed class HttpConnector : IDisposable
{
    private static readonly HttpRequestOptionsKey<Http2Transport> Transport = new(nameof(Transport));

    private readonly HttpMessageInvoker _invoker = new(CreateHandler());
    private long _connections;

    /// <summary>
    /// Stands in for the address in the URIs of one connection, and keeps it from being shared; the authority is given by
    /// header.
    /// </summary>
    public Uri NewAddress() => new($"http://acceptor-{Interlocked.Increment(ref _connections)}");

    /// <summary>Sends a request over its connection and no other.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Http2Transport transport, CancellationToken cancellationToken)
    {
        request.Options.Set(Transport, transport);
        return _invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _invoker.Dispose();

    private static SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = static (context, _) =>
            context.InitialRequestMessage.Options.TryGetValue(Transport, out var transport) && transport.TryTake()
                ? ValueTask.FromResult<Stream>(transport)
                : ValueTask.FromException<Stream>(new IOException(SocketErrorText.Closed)),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    };
}

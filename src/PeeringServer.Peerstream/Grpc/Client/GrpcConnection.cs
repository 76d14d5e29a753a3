using System.Net;
using Google.Protobuf;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>One connection to an acceptor. It is never renewed: whatever ends it ends its calls.</summary>
internal sealed class GrpcConnection : IAsyncDisposable
{
    private static readonly string UserAgent = $"peering-server/{typeof(GrpcConnection).Assembly.GetName().Version?.ToString(3)}";

    private readonly Http2Transport _transport;
    private readonly string _authority;
    private readonly CancellationTokenSource _deadline;
    private readonly HttpConnector _connector;
    private readonly Uri _address;

    /// <param name="connector">What speaks HTTP/2 over it.</param>
    /// <param name="transport">Connected; owned from here on.</param>
    /// <param name="authority">Name calls are made under.</param>
    /// <param name="deadline">Cancelled when the server should have spoken HTTP/2; owned from here on.</param>
    public GrpcConnection(HttpConnector connector, Http2Transport transport, string authority, CancellationTokenSource deadline)
    {
        _transport = transport;
        _authority = authority;
        _deadline = deadline;
        _connector = connector;
        _address = connector.NewAddress();
    }

    /// <summary>Begins a call. It is open when this returns: the server speaks HTTP/2, though it may not have answered.</summary>
    /// <exception cref="GrpcException">The connection failed, or the server does not speak HTTP/2.</exception>
    public async Task<GrpcClientStream<TIn, TOut>> OpenAsync<TIn, TOut>(string path, MessageParser<TIn> parser, CancellationToken cancellationToken)
        where TIn : class, IMessage<TIn>
        where TOut : class, IMessage<TOut>
    {
        var content = new DuplexContent();
        var lifetime = new CancellationTokenSource();
        var response = _connector.SendAsync(CreateRequest(path, content), _transport, lifetime.Token);
        var stream = new GrpcClientStream<TIn, TOut>(_transport, parser, content, response, lifetime);
        try
        {
            await WaitUntilOpenAsync(content, response, cancellationToken);
            return stream;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync();
            if (e is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw _transport.Explain(e);
        }
    }

    /// <summary>One request, one response. Without a deadline of its own.</summary>
    /// <exception cref="GrpcException">The call ended otherwise than well, or without a response.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        string path, TRequest request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        await using var stream = await OpenAsync<TResponse, TRequest>(path, parser, cancellationToken);
        stream.Complete(request);
        var response = await stream.ReadAsync(cancellationToken) ?? throw GrpcException.EndOfStream();
        await stream.ReadAsync(cancellationToken);
        return response;
    }

    /// <summary>Closes the connection, and with it all calls.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        _deadline.Dispose();
    }

    private HttpRequestMessage CreateRequest(string path, DuplexContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.TryAddWithoutValidation(GrpcProtocolConstants.ContentTypeHeader, GrpcProtocolConstants.ContentType);
        request.Headers.TryAddWithoutValidation(GrpcProtocolConstants.HostHeader, _authority);
        request.Headers.TryAddWithoutValidation(GrpcProtocolConstants.UserAgentHeader, UserAgent);
        request.Headers.TryAddWithoutValidation(GrpcProtocolConstants.TrailersHeader, GrpcProtocolConstants.Trailers);
        return request;
    }

    private async Task WaitUntilOpenAsync(DuplexContent content, Task<HttpResponseMessage> response, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Token);
        var open = Task.WhenAll(content.Started, _transport.Ready);
        if (await Task.WhenAny(open, response).WaitAsync(either.Token) == response)
        {
            await response;
        }

        // The time was for getting here; the call itself may last.
        _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
    }
}

using System.IO.Pipelines;
using Google.Protobuf;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>The client's end of a call.</summary>
internal sealed class GrpcClientStream<TIn, TOut> : IGrpcStream<TIn, TOut>, IAsyncDisposable
    where TIn : class, IMessage<TIn>
    where TOut : class, IMessage<TOut>
{
    // Nothing is held while a stream is silent.
    private static readonly StreamPipeReaderOptions BodyOptions = new(useZeroByteReads: true);

    private readonly Http2Transport _transport;
    private readonly MessageParser<TIn> _parser;
    private readonly DuplexContent _request;
    private readonly Task<HttpResponseMessage> _response;
    private readonly CancellationTokenSource _lifetime;
    private FrameReader<TIn>? _reader;
    private bool _disposed;

    public GrpcClientStream(
        Http2Transport transport, MessageParser<TIn> parser, DuplexContent request, Task<HttpResponseMessage> response, CancellationTokenSource lifetime)
    {
        _transport = transport;
        _parser = parser;
        _request = request;
        _response = response;
        _lifetime = lifetime;
    }

    public async ValueTask<TIn?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await _response.WaitAsync(cancellationToken);
            _reader ??= await BeginAsync(response, cancellationToken);
            return _reader is null ? null : await _reader.ReadAsync(cancellationToken) ?? End(GrpcAnswer.InTrailers(response));
        }
        catch (Exception e) when (IsEndOfConnection(e, cancellationToken))
        {
            throw _transport.Explain(e);
        }
    }

    public async ValueTask WriteAsync(TOut message, CancellationToken cancellationToken)
    {
        try
        {
            var body = await _request.Started.WaitAsync(cancellationToken);
            await body.WriteAsync(FrameCodec.Encode(message), cancellationToken);
            await body.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (IsEndOfConnection(e, cancellationToken))
        {
            throw GrpcException.EndOfStream();
        }
    }

    /// <summary>Half-closes the call: nothing is written any more, reading goes on.</summary>
    public void Complete() => _request.Complete();

    /// <summary>
    /// Half-closes the call with its last message. Whoever answers that and closes the connection at once is heard: the HTTP
    /// client drops an answer when the connection ends before the request has.
    /// </summary>
    public void Complete(TOut last) => _request.Complete(FrameCodec.Encode(last));

    /// <summary>Cancels the call if it is not over.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _lifetime.CancelAsync();
        await ((Task)_response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_response.IsCompletedSuccessfully)
        {
            _response.Result.Dispose();
        }

        _request.Complete();
        _lifetime.Dispose();
    }

    private static TIn? End(GrpcStatus status) => status.Code == GrpcStatusCode.OK ? null : throw new GrpcException(status);

    private static bool IsEndOfConnection(Exception e, CancellationToken cancellationToken)
    {
        return e is HttpRequestException or IOException or InvalidOperationException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
    }

    /// <summary>Null where the headers ended the call well.</summary>
    private async ValueTask<FrameReader<TIn>?> BeginAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (GrpcAnswer.InHeaders(response) is { } status)
        {
            End(status);
            return null;
        }

        var body = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken), BodyOptions);
        var encoding = response.Headers.NonValidated.TryGetValues(Wire.GrpcProtocolConstants.EncodingHeader, out var values) ? values.LastOrDefault() : null;
        return new FrameReader<TIn>(body, _parser, FrameReaderOptions.Client with { Encoding = encoding });
    }
}

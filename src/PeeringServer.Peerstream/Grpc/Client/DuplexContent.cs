using System.Net;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>A request body that is written from outside for as long as the call lasts.</summary>
internal sealed class DuplexContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The body, once the request headers are out.</summary>
    public Task<Stream> Started => _started.Task;

    /// <summary>Ends the body.</summary>
    public void Complete() => Complete(ReadOnlyMemory<byte>.Empty);

    /// <summary>Ends the body with these bytes, in one go.</summary>
    public void Complete(ReadOnlyMemory<byte> last) => _completed.TrySetResult(last);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken);
        if (!_started.TrySetResult(stream))
        {
            throw new InvalidOperationException("What was written to a stream cannot be sent again.");
        }

        if (await _completed.Task.WaitAsync(cancellationToken) is { IsEmpty: false } last)
        {
            await stream.WriteAsync(last, cancellationToken);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

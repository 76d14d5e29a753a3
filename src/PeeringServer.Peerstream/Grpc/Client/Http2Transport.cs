using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>The connection below the HTTP client, which remembers how it ended.</summary>
internal sealed class Http2Transport(Stream inner, ConnectionNames names) : DelegatingStream(inner)
{
    private readonly ServerPreface _preface = new();
    private byte[] _held = [];
    private string? _end;

    /// <summary>Completes when the server has spoken HTTP/2.</summary>
    public Task Ready => _preface.Spoken;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_preface.IsOver && _held.Length == 0)
        {
            return await ReadInnerAsync(buffer, cancellationToken);
        }

        if (buffer.Length <= _held.Length)
        {
            // The wish to know that there is something: an empty read, for which what is held is not enough.
            return await ReadInnerAsync(Memory<byte>.Empty, cancellationToken);
        }

        while (true)
        {
            _held.CopyTo(buffer);
            var count = await ReadInnerAsync(buffer[_held.Length..], cancellationToken);
            var total = _held.Length + count;
            var (passed, held) = count == 0 ? (total, 0) : _preface.Inspect(buffer.Span[..total]);
            if (_preface.Fault is { } fault)
            {
                throw new IOException(fault);
            }

            _held = buffer.Slice(passed, held).ToArray();
            if (passed > 0 || count == 0)
            {
                return passed;
            }
        }
    }

    /// <summary>What to say of a call that failed with an exception of the HTTP client.</summary>
    public GrpcException Explain(Exception e)
    {
        var message = (_preface.Fault, Ready.IsCompleted, _end) switch
        {
            ({ } fault, _, _) => fault,
            (_, false, _) => DialErrorConstants.Preface(_end ?? names.Explain(e)),
            (_, true, { } end) => DialErrorConstants.Reading(end),
            _ => null,
        };
        return message is not null ? new GrpcException(GrpcStatusCode.Unavailable, message, e)
            : StreamErrorCodec.Decode(e) is { } status ? new GrpcException(status, e)
            : new GrpcException(GrpcStatusCode.Unavailable, DialErrorConstants.Reading(names.Explain(e)), e);
    }

    protected override void Dispose(bool disposing)
    {
        _end ??= DialErrorConstants.Read(names.Local, names.Remote, SocketErrorText.Closed);
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            if (count == 0 && !buffer.IsEmpty)
            {
                _end ??= DialErrorConstants.EndOfFile;
            }

            return count;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _end ??= names.Explain(e);
            throw;
        }
    }
}

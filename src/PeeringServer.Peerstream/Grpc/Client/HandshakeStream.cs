using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>
/// Sits below TLS and keeps what a failed handshake is explained by: whether the other side speaks TLS at all, which
/// alert it sent, how the connection ended.
/// </summary>
internal sealed class HandshakeStream(Stream inner, ConnectionNames names) : DelegatingStream(inner)
{
    private const byte FirstRecordType = 20;
    private const byte AlertRecord = 21;
    private const byte LastRecordType = 23;
    private const int AlertRecordLength = 7;

    private bool _observes = true;
    private bool _anything;

    /// <summary>The best reason known, or null.</summary>
    public string? Reason { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            if (_observes)
            {
                Observe(buffer.Span[..count], buffer.Length);
            }

            return count;
        }
        catch (IOException e)
        {
            Reason ??= names.Explain(e);
            throw;
        }
    }

    /// <summary>The handshake is through: from here on all is encrypted.</summary>
    public void StopObserving() => _observes = false;

    private void Observe(ReadOnlySpan<byte> bytes, int wanted)
    {
        if (bytes.IsEmpty)
        {
            Reason ??= wanted == 0 ? null : DialErrorConstants.EndOfFile;
            return;
        }

        if (!_anything && bytes[0] is < FirstRecordType or > LastRecordType)
        {
            Reason = DialErrorConstants.NoTlsRecord;
        }

        // Alerts before keys are agreed are short records of their own, and come with a read of their own.
        if (bytes[0] == AlertRecord && bytes.Length == AlertRecordLength)
        {
            Reason ??= DialErrorConstants.RemoteAlert(TlsAlertText.Of(bytes[^1]));
        }

        _anything = true;
    }
}

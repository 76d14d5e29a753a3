using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>
/// One accepted connection below the web server: asks for a sign of life by the cluster's clock where it is silent, and ends
/// it where none comes, or where the client asks for too many.
/// </summary>
internal sealed class AcceptedLine : IDuplexPipe, IDisposable
{
    private readonly FrameScanner _incoming = new(Http2Constants.ClientPrefaceLength);
    private readonly LinePipeReader _input;
    private readonly LinePipeWriter _output;
    private readonly KeepAlive _keepAlive;
    private readonly PingLimit _pings;
    private int _lastStreamId;
    private volatile bool _isTooMuch;

    /// <param name="connection">Whose transport it stands before.</param>
    /// <param name="clock">The cluster's.</param>
    public AcceptedLine(ConnectionContext connection, TimeProvider clock)
    {
        _input = new LinePipeReader(connection.Transport.Input, Hear);
        _output = new LinePipeWriter(connection.Transport.Output, Send);
        _pings = new PingLimit(clock, TimeProvider.System);
        _keepAlive = new KeepAlive(
            KeepAliveTimes.Acceptor,
            clock,
            TimeProvider.System,
            () => _output.Insert(ConnectionFrames.Ping),
            () => connection.Abort(new ConnectionAbortedException(DialErrorConstants.NoSignOfLife)));
    }

    public PipeReader Input => _input;

    public PipeWriter Output => _output;

    public void Dispose() => _keepAlive.Dispose();

    private void Hear(ReadOnlySequence<byte> bytes)
    {
        _keepAlive.Hear();
        foreach (var memory in bytes)
        {
            var piece = memory.Span;
            while (_incoming.Next(ref piece) is { } header)
            {
                _lastStreamId = Math.Max(_lastStreamId, header.StreamId);
                _isTooMuch |= header.IsPing && _pings.IsExceeded();
            }
        }
    }

    private void Send(FrameHeader header)
    {
        if (header.IsHeadersOrData)
        {
            _pings.Send();
        }
        else if (_isTooMuch && header.IsPingAcknowledgement)
        {
            _output.EndWith(ConnectionFrames.TooManyPings(_lastStreamId), _input.End);
        }
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>
/// One accepted connection below the web server: asks for a sign of life by the cluster's clock where it is silent, and ends
/// it where none comes, or where the client asks for too many. The web server alone may write to it, between its frames as
/// much as at its end; so it is given a PING to answer that nobody sent, and its answer goes out as a PING. While it waits
/// for a client to read, it reads nothing itself, and the client is not heard of either.
/// </summary>
internal sealed class AcceptedLine : IDuplexPipe, IDisposable
{
    private readonly FrameScanner _incoming = new(Http2Constants.ClientPrefaceLength);
    private readonly LinePipeReader _input;
    private readonly LinePipeWriter _output;
    private readonly KeepAlive _keepAlive;
    private readonly PingLimit _pings;

    /// <summary>Of the PINGs that the web server was given and has not answered; it answers them in turn.</summary>
    private readonly ConcurrentQueue<PingOrigin> _unanswered = [];

    private int _lastStreamId;
    private bool _hasSpoken;

    /// <param name="connection">Whose transport it stands before.</param>
    /// <param name="clock">The cluster's.</param>
    public AcceptedLine(ConnectionContext connection, TimeProvider clock)
    {
        _input = new LinePipeReader(connection.Transport.Input, Hear, Interject);
        _output = new LinePipeWriter(connection.Transport.Output, Send, _input.Ask);
        _pings = new PingLimit(clock, TimeProvider.System);
        _keepAlive = new KeepAlive(
            KeepAliveTimes.Acceptor,
            clock,
            TimeProvider.System,
            _input.Ask,
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
                _hasSpoken = true;
                _lastStreamId = Math.Max(_lastStreamId, header.StreamId);
                if (header.IsPing)
                {
                    _unanswered.Enqueue(_pings.Receive() ? PingOrigin.ClientOneTooMany : PingOrigin.Client);
                }
            }
        }
    }

    private ReadOnlyMemory<byte> Interject()
    {
        if (!_hasSpoken || !_incoming.IsBetweenFrames)
        {
            return default;
        }

        _unanswered.Enqueue(PingOrigin.Line);
        return ConnectionFrames.Ping;
    }

    private FrameHeader Send(FrameHeader header)
    {
        if (header.IsHeadersOrData)
        {
            _pings.Send();
        }
        else if (header.IsPingAcknowledgement && _unanswered.TryDequeue(out var origin))
        {
            if (origin == PingOrigin.Line)
            {
                return header with { Flags = 0 };
            }

            if (origin == PingOrigin.ClientOneTooMany)
            {
                _output.EndWith(ConnectionFrames.TooManyPings(_lastStreamId), _input.End);
            }
        }

        return header;
    }
}

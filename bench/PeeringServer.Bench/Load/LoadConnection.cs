using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Bench.Load;

/// <summary>One keep-alive connection with at most one request under way. A socket itself, so that a poll hands it back as it is.</summary>
internal sealed class LoadConnection : Socket
{
    private readonly ResponseParser _parser = new();

    public LoadConnection(IPEndPoint server)
        : base(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true;
        Connect(server);
    }

    /// <summary>When the request under way was sent, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long SentAt { get; private set; }

    public void Begin(LoadRequest request)
    {
        SentAt = Stopwatch.GetTimestamp();
        Send(request.Next());
    }

    /// <summary>Receives what there is; the status once the response is complete, or null.</summary>
    /// <exception cref="InvalidDataException">The server closed the connection.</exception>
    public int? Continue(byte[] buffer)
    {
        var received = Receive(buffer, SocketFlags.None);
        if (received == 0)
        {
            throw new InvalidDataException("The server closed a connection.");
        }

        return _parser.Advance(buffer.AsSpan(0, received)) ? _parser.Status : null;
    }

    /// <summary>Sends a request and waits for the whole of its answer.</summary>
    public int Exchange(LoadRequest request)
    {
        var buffer = new byte[4096];
        Begin(request);
        while (true)
        {
            if (Continue(buffer) is { } status)
            {
                return status;
            }
        }
    }
}

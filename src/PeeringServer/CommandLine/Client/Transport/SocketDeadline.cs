using System.Net.Sockets;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Closes a socket after some time, which ends whatever waits for it; unless disposed before.</summary>
internal sealed class SocketDeadline : IDisposable
{
    private readonly ITimer _timer;
    private volatile bool _hasPassed;

    public SocketDeadline(Socket socket, TimeSpan after, TimeProvider time) =>
        _timer = time.CreateTimer(
            _ =>
            {
                _hasPassed = true;
                socket.Dispose();
            },
            null,
            after,
            Timeout.InfiniteTimeSpan);

    /// <summary>Whether the time ran out.</summary>
    public bool HasPassed => _hasPassed;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}

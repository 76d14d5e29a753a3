using System.Net.Sockets;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>An open connection.</summary>
/// <param name="Socket">What carries it.</param>
/// <param name="Raw">What goes over the wire.</param>
/// <param name="Stream">What is read and written; with TLS, what is inside.</param>
internal sealed record Connection(Socket Socket, SocketStream Raw, Stream Stream) : IDisposable
{
    /// <summary>Its two ends, as errors name them.</summary>
    public string Name => Socket.AddressFamily == AddressFamily.Unix ? $"unix @->{Socket.RemoteEndPoint}" : $"tcp {Socket.LocalEndPoint}->{Socket.RemoteEndPoint}";

    /// <summary>Takes over a connected socket.</summary>
    public static Connection Of(Socket socket)
    {
        var raw = new SocketStream(socket);
        return new Connection(socket, raw, raw);
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}

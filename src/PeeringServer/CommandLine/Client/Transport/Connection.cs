using System.Net.Sockets;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>An open connection.</summary>
/// <param name="Stream">What is read and written; with TLS, what is inside.</param>
/// <param name="Name">Its two ends, as errors name them.</param>
internal sealed record Connection(Stream Stream, string Name) : IAsyncDisposable
{
    /// <summary>Takes over a connected socket.</summary>
    public static Connection Of(Socket socket) => new(
        new NetworkStream(socket, ownsSocket: true),
        socket.AddressFamily == AddressFamily.Unix ? $"unix @->{socket.RemoteEndPoint}" : $"tcp {socket.LocalEndPoint}->{socket.RemoteEndPoint}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Hosting;

/// <summary>The server's own port. Nothing is served there, and who connects is hung up on; but two servers on one machine are told apart by it.</summary>
internal sealed class ServerPort : IDisposable
{
    private readonly Socket _socket;

    /// <exception cref="SocketException">The port is taken.</exception>
    public ServerPort(IPEndPoint endpoint)
    {
        _socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endpoint);
            _socket.Listen();
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }

        _ = HangUpAsync();
    }

    /// <summary>The port it got.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();

    private async Task HangUpAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _socket.AcceptAsync().ConfigureAwait(false);
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // A client that was gone before it was taken in.
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // It was closed, or there are no descriptors left: the port stays bound, which is what it is for.
                return;
            }
        }
    }
}

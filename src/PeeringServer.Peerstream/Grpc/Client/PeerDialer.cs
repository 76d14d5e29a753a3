using System.Net.Sockets;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Makes connections to other clusters; every one is new.</summary>
internal sealed class PeerDialer(TimeProvider time) : IDisposable
{
    /// <summary>Time an attempt has until the other side speaks HTTP/2.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpConnector _connector = new();

    /// <exception cref="GrpcException">Unavailable, with the reason.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<GrpcConnection> ConnectAsync(DialTarget target, CancellationToken cancellationToken)
    {
        var deadline = new CancellationTokenSource(ConnectTimeout, time);
        try
        {
            var socket = await TcpDialer.ConnectAsync(target.Address, deadline.Token, cancellationToken);
            var names = ConnectionNames.Of(socket);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (target.CaPems.Count > 0)
            {
                using var trust = new PeerTrust(target.CaPems, time);
                stream = await TlsDialer.AuthenticateAsync(
                    new HandshakeStream(stream, names), target.ServerName ?? "", trust, deadline.Token, cancellationToken);
            }

            return new GrpcConnection(_connector, new Http2Transport(stream, names, time, TimeProvider.System), target.ServerName ?? target.Address, deadline);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    /// <summary>Frees the HTTP client; connections are ended by whoever holds them.</summary>
    public void Dispose() => _connector.Dispose();
}

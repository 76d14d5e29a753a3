using System.Net;
using System.Net.Sockets;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Makes TCP connections.</summary>
internal static class TcpDialer
{
    /// <exception cref="GrpcException">Unavailable, with the reason.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<Socket> ConnectAsync(string address, CancellationToken deadline, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancellationToken);
        var endpoint = address;
        try
        {
            var target = HostPort.Parse(address);
            GrpcException? first = null;
            foreach (var ip in await ResolveAsync(target.Host, either.Token))
            {
                endpoint = new IPEndPoint(ip, target.Port).ToString();
                try
                {
                    return await ConnectAsync(new IPEndPoint(ip, target.Port), either.Token);
                }
                catch (SocketException e)
                {
                    first ??= Failed(DialErrorConstants.Dial(endpoint, DialErrorConstants.Connect(SocketErrorText.Of(e))), e);
                }
            }

            throw first ?? Failed(DialErrorConstants.Lookup(target.Host), null);
        }
        catch (FormatException e)
        {
            throw Failed(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(DialErrorConstants.Dial(endpoint, DialErrorConstants.Timeout), e);
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (host.Length == 0)
        {
            return [IPAddress.Loopback];
        }

        try
        {
            return IPAddress.TryParse(host, out var ip) ? [ip] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static GrpcException Failed(string reason, Exception? inner) => new(GrpcStatusCode.Unavailable, DialErrorConstants.Dialing(reason), inner);
}

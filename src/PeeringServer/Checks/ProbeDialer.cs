using System.Net;
using System.Net.Sockets;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Http.Wire;

namespace PeeringServer.Checks;

/// <summary>Connects to what a check is about; what goes wrong is told in Go's words.</summary>
internal static class ProbeDialer
{
    /// <summary>Connects over TCP.</summary>
    /// <exception cref="TransportException">There is no such host, or nobody listens there.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        TransportException? first = null;
        foreach (var address in await ResolveAsync(host, cancellation).ConfigureAwait(false))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                socket.Dispose();

                // Of several addresses the first one's fault is told.
                first ??= new TransportException(ProbeTexts.NotConnected(new IPEndPoint(address, port), GoSocketErrors.Describe(fault)), fault);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw first ?? new TransportException(ProbeTexts.NoSuchHost(host));
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            return host.Length == 0 ? [IPAddress.Loopback] : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            throw new TransportException(ProbeTexts.NoSuchHost(host), fault);
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Opens connections; what goes wrong is told in Go's words.</summary>
internal sealed class Dialer(TimeProvider time)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(30);

    /// <summary>Connects to a unix socket.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException">Nobody listens there.</exception>
    public async Task<Socket> DialUnixAsync(string file, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(new UnixDomainSocketEndPoint(file), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            // A path that leads nowhere is reported as an address that cannot be assigned.
            var reason = e.SocketErrorCode == SocketError.AddressNotAvailable ? "no such file or directory" : GoSocketErrors.Describe(e);
            throw new TransportException($"dial unix {name}: connect: {reason}", e);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new TransportException($"dial unix {name}: connect: invalid argument", e);
        }
    }

    /// <summary>Connects over TCP.</summary>
    /// <param name="host">Host and port, of which the port may be missing.</param>
    /// <param name="isSecure">Which port is meant then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException">There is no such host or port, or nobody listens there.</exception>
    public async Task<Socket> DialTcpAsync(string host, bool isSecure, CancellationToken cancellationToken)
    {
        var address = HostAndPort.Split(host).OrPort(isSecure ? HttpsPort : HttpPort);
        if (address.Number is not { } port)
        {
            throw new TransportException($"dial tcp: address {address.Port}: invalid port");
        }

        TransportException? first = null;
        foreach (var candidate in await ResolveAsync(address.Host, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(candidate, port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                // Of several addresses the first one's fault is told.
                var shown = address.Host.Length == 0 ? address : address with { Host = candidate.ToString() };
                first ??= new TransportException(
                    e.SocketErrorCode == SocketError.TimedOut ? $"dial tcp {shown}: i/o timeout" : $"dial tcp {shown}: connect: {GoSocketErrors.Describe(e)}", e);
            }
        }

        throw first!;
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (host.Length == 0)
        {
            return [IPAddress.Loopback];
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            // Names that cannot be names are not looked up: the resolver might take them for something else.
            return IsName(host) && await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false) is { Length: > 0 } found
                ? found
                : throw new TransportException($"dial tcp: lookup {host}: no such host");
        }
        catch (SocketException e)
        {
            var reason = e.SocketErrorCode == SocketError.TryAgain ? "Temporary failure in name resolution" : "no such host";
            throw new TransportException($"dial tcp: lookup {host}: {reason}", e);
        }
    }

    private static bool IsName(string host) => host.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    private async Task<Socket> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        var isUnix = endpoint is UnixDomainSocketEndPoint;
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(ConnectTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

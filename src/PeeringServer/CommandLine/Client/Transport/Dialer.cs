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
    /// <exception cref="TransportException">Nobody listens there.</exception>
    public Socket DialUnix(string file, string name)
    {
        try
        {
            return Connect(new UnixDomainSocketEndPoint(file));
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
    /// <exception cref="TransportException">There is no such host or port, or nobody listens there.</exception>
    public Socket DialTcp(string host, bool isSecure)
    {
        var address = HostAndPort.Split(host).OrPort(isSecure ? HttpsPort : HttpPort);
        if (address.Number is not { } port)
        {
            throw new TransportException($"dial tcp: address {address.Port}: invalid port");
        }

        TransportException? first = null;
        foreach (var candidate in Resolve(address.Host))
        {
            try
            {
                return Connect(new IPEndPoint(candidate, port));
            }
            catch (SocketException e)
            {
                // Of several addresses the first one's fault is told.
                var shown = address.Host.Length == 0 ? address : address with { Host = candidate.ToString() };
                first ??= new TransportException($"dial tcp {shown}: connect: {GoSocketErrors.Describe(e)}", e);
            }
            catch (TransportException e)
            {
                first ??= e;
            }
        }

        throw first!;
    }

    private static IPAddress[] Resolve(string host)
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
            return IsName(host) && Dns.GetHostAddresses(host) is { Length: > 0 } found
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

    private Socket Connect(EndPoint endpoint)
    {
        var isUnix = endpoint is UnixDomainSocketEndPoint;
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (isUnix || endpoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address))
            {
                // Answers at once, one way or the other.
                socket.Connect(endpoint);
            }
            else
            {
                ConnectInTime(socket, endpoint);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void ConnectInTime(Socket socket, EndPoint endpoint)
    {
        using var deadline = new SocketDeadline(socket, ConnectTime, time);
        try
        {
            socket.Connect(endpoint);
        }
        catch (Exception e) when (deadline.HasPassed && e is SocketException or ObjectDisposedException)
        {
            throw new TransportException($"dial tcp {endpoint}: i/o timeout", e);
        }
    }
}

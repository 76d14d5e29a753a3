using System.Net.Sockets;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Socket faults in the words of Go, which are those of the C library.</summary>
internal static class GoSocketErrors
{
    /// <summary>The text of a fault.</summary>
    public static string Describe(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset by peer",
        SocketError.HostUnreachable => "no route to host",
        SocketError.NetworkUnreachable => "network is unreachable",
        SocketError.TimedOut => "connection timed out",
        SocketError.AddressNotAvailable => "cannot assign requested address",
        SocketError.AccessDenied => "permission denied",
        SocketError.Shutdown => "broken pipe",
        _ => fault.Message,
    };
}

using System.Net.Sockets;

namespace PeeringServer.Peerstream.Wire;

/// <summary>The system's words for what went wrong with a socket.</summary>
internal static class SocketErrorText
{
    public const string Closed = "use of closed network connection";

    public static string Of(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset by peer",
        SocketError.Shutdown => "broken pipe",
        SocketError.TimedOut => "connection timed out",
        SocketError.NetworkUnreachable => "network is unreachable",
        SocketError.HostUnreachable => "no route to host",
        SocketError.AddressNotAvailable => "cannot assign requested address",
        SocketError.AccessDenied => "permission denied",
        _ => error.Message,
    };
}

using System.Net.Sockets;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>What ended a connection, in Go's words.</summary>
internal static class ConnectionFaults
{
    /// <summary>The end of the stream, without any fault.</summary>
    public const string End = "EOF";

    /// <summary>The end of the stream within something.</summary>
    public const string UnexpectedEnd = "unexpected EOF";

    /// <summary>The text of a fault while reading.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="connection">The connection it happened to.</param>
    public static string Describe(Exception fault, Connection connection) => TlsHandshake.AlertOf(fault) ?? fault.GetBaseException() switch
    {
        SocketException e => $"read {connection.Name}: read: {GoSocketErrors.Describe(e)}",
        _ => End,
    };
}

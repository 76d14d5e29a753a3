using System.Net.Sockets;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Both ends of a connection, for errors that name them.</summary>
internal sealed record ConnectionNames(string Local, string Remote)
{
    public static ConnectionNames Of(Socket socket) => new($"{socket.LocalEndPoint}", $"{socket.RemoteEndPoint}");

    /// <summary>What a failed read says.</summary>
    public string Explain(Exception e)
    {
        return e.GetBaseException() is SocketException { SocketErrorCode: not SocketError.OperationAborted } error
            ? DialErrorConstants.Read(Local, Remote, $"read: {SocketErrorText.Of(error)}")
            : DialErrorConstants.Read(Local, Remote, SocketErrorText.Closed);
    }
}

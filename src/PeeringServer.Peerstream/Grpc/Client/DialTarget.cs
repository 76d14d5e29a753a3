namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Whom to connect to, and how to know that it is the right one.</summary>
/// <param name="Address"><c>host:port</c>.</param>
/// <param name="ServerName">Name the certificate must hold and calls are made under; null names them after the address.</param>
/// <param name="CaPems">The only authorities that count. Without any the connection is made in plaintext.</param>
internal sealed record DialTarget(string Address, string? ServerName, IReadOnlyList<string> CaPems);

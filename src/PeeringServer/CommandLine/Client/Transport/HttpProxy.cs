namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>A proxy.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="Credentials">User and password with a colon between them, or null.</param>
internal sealed record HttpProxy(string Host, string? Credentials);

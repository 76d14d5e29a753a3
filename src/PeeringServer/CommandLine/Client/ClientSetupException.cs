namespace PeeringServer.CommandLine.Client;

/// <summary>An address, certificate or token that no request can be made with; the message is for the user.</summary>
internal sealed class ClientSetupException(string message) : Exception(message);

namespace PeeringServer.CommandLine.Flags;

/// <summary>Words that are no valid flags; the message is that of Go's flag package.</summary>
internal sealed class GoFlagException(string message) : Exception(message);

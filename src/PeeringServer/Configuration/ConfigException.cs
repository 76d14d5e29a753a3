namespace PeeringServer.Configuration;

/// <summary>A configuration that consul would refuse; the message is consul's.</summary>
internal sealed class ConfigException(string message) : Exception(message);

namespace PeeringServer.CommandLine.Flags;

/// <summary>A flag that was given.</summary>
/// <param name="Flag">The flag.</param>
/// <param name="Value">Its value; for a switch <c>true</c>, or what was joined to it.</param>
internal sealed record GoFlagValue(GoFlag Flag, string Value);

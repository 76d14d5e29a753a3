namespace PeeringServer.Configuration.Schema;

/// <summary>A key of a part of the configuration.</summary>
/// <param name="Name">The name it goes by, also where it was written under its second one.</param>
/// <param name="Type">What it takes.</param>
internal sealed record ConfigField(string Name, ConfigType Type);

namespace PeeringServer.Http.Wire;

/// <summary>The web interface.</summary>
internal sealed record UiConfigJson(bool Enabled, string ContentPath);

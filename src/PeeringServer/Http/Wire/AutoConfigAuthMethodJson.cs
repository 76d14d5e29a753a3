namespace PeeringServer.Http.Wire;

/// <summary>The authentication method that a real agent prepares for automatic configuration, in use or not; it is never stored.</summary>
internal sealed record AutoConfigAuthMethodJson
{
    public EmptyJson Config { get; } = new();

    public string Description { get; } = "";

    public string DisplayName { get; } = "";

    public string MaxTokenTTL { get; } = "0s";

    public string Name { get; } = "Auto Config Authorizer";

    public RaftIndexJson RaftIndex { get; } = new();

    public string TokenLocality { get; } = "";

    public string Type { get; } = "jwt";
}

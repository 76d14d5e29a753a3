namespace PeeringServer.Http.Wire;

/// <summary>Paths of what Consul does not have.</summary>
internal static class EmulatorRoutes
{
    public const string Prefix = "/_emulator";
    public const string OpenApi = "/_emulator/openapi.json";
    public const string Docs = "/_emulator/docs";
    public const string Snapshot = "/_emulator/snapshot";
    public const string Health = "/_emulator/health";
}

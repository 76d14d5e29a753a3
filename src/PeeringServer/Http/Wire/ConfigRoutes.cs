namespace PeeringServer.Http.Wire;

/// <summary>Paths and parameters of config entries.</summary>
internal static class ConfigRoutes
{
    public const string Apply = "/v1/config";
    public const string Entries = "/v1/config/";
    public const string ExportedServices = "/v1/exported-services";

    public const string CheckAndSet = "cas";
}

namespace PeeringServer.Http.Wire;

/// <summary>Paths of the catalog, of health and of coordinates.</summary>
internal static class CatalogRoutes
{
    public const string Register = "/v1/catalog/register";
    public const string Deregister = "/v1/catalog/deregister";
    public const string Datacenters = "/v1/catalog/datacenters";
    public const string Nodes = "/v1/catalog/nodes";
    public const string Services = "/v1/catalog/services";
    public const string Service = "/v1/catalog/service/";
    public const string Connect = "/v1/catalog/connect/";
    public const string Node = "/v1/catalog/node/";
    public const string NodeServices = "/v1/catalog/node-services/";

    public const string HealthNode = "/v1/health/node/";
    public const string HealthChecks = "/v1/health/checks/";
    public const string HealthState = "/v1/health/state/";
    public const string HealthService = "/v1/health/service/";
    public const string HealthConnect = "/v1/health/connect/";

    public const string CoordinateDatacenters = "/v1/coordinate/datacenters";
    public const string CoordinateNodes = "/v1/coordinate/nodes";
    public const string CoordinateNode = "/v1/coordinate/node/";

    public const string UiServices = "/v1/internal/ui/services";
    public const string UiExportedServices = "/v1/internal/ui/exported-services";

    public const string RaftConfiguration = "/v1/operator/raft/configuration";
    public const string AutopilotHealth = "/v1/operator/autopilot/health";
}

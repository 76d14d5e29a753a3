namespace PeeringServer.Http.Wire;

/// <summary>Paths of the agent.</summary>
internal static class AgentRoutes
{
    public const string Self = "/v1/agent/self";
    public const string Members = "/v1/agent/members";
    public const string Version = "/v1/agent/version";
    public const string Metrics = "/v1/agent/metrics";
    public const string Host = "/v1/agent/host";
    public const string Reload = "/v1/agent/reload";
    public const string Leave = "/v1/agent/leave";
    public const string ForceLeave = "/v1/agent/force-leave/";
    public const string Maintenance = "/v1/agent/maintenance";

    public const string Services = "/v1/agent/services";
    public const string Service = "/v1/agent/service/";
    public const string ServiceRegister = "/v1/agent/service/register";
    public const string ServiceDeregister = "/v1/agent/service/deregister/";
    public const string ServiceMaintenance = "/v1/agent/service/maintenance/";
    public const string HealthById = "/v1/agent/health/service/id/";
    public const string HealthByName = "/v1/agent/health/service/name/";

    public const string Checks = "/v1/agent/checks";
    public const string CheckRegister = "/v1/agent/check/register";
    public const string CheckDeregister = "/v1/agent/check/deregister/";
    public const string CheckPass = "/v1/agent/check/pass/";
    public const string CheckWarn = "/v1/agent/check/warn/";
    public const string CheckFail = "/v1/agent/check/fail/";
    public const string CheckUpdate = "/v1/agent/check/update/";
}

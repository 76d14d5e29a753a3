namespace PeeringServer.Http.Wire;

/// <summary>Consul's paths. One that ends in a slash stands for everything below it.</summary>
internal static class ConsulRoutes
{
    public const string Root = "/";
    public const string ApiPrefix = "/v1/";

    public const string PeeringToken = "/v1/peering/token";
    public const string PeeringEstablish = "/v1/peering/establish";
    public const string Peering = "/v1/peering/";
    public const string Peerings = "/v1/peerings";

    public const string StatusLeader = "/v1/status/leader";
    public const string StatusPeers = "/v1/status/peers";

    public const string ConnectCaRoots = "/v1/connect/ca/roots";
    public const string AgentConnectCaRoots = "/v1/agent/connect/ca/roots";
}

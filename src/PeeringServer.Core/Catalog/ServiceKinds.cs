namespace PeeringServer.Core.Catalog;

/// <summary>Kinds of services; an ordinary one has none.</summary>
internal static class ServiceKinds
{
    public const string Typical = "";
    public const string ConnectProxy = "connect-proxy";
    public const string MeshGateway = "mesh-gateway";
    public const string TerminatingGateway = "terminating-gateway";
    public const string IngressGateway = "ingress-gateway";
    public const string ApiGateway = "api-gateway";

    public static bool IsGateway(string kind) => kind is MeshGateway or TerminatingGateway or IngressGateway or ApiGateway;
}

namespace PeeringServer.Core.Exports;

/// <summary>Names that servers give to what they export.</summary>
internal static class ExportConstants
{
    public const string SidecarSuffix = "-sidecar-proxy";
    public const string OverallCheck = "overall-check";
    public const string DefaultProtocol = "tcp";

    public static string SidecarOf(string service) => service + SidecarSuffix;

    public static string OverallCheckOf(string instance) => $"{instance}:{OverallCheck}";

    /// <summary>Id of the instance that stands for a service behind one of several gateways.</summary>
    public static string InstanceOf(string service, int gateway) => $"{service}-instance-{gateway}";
}

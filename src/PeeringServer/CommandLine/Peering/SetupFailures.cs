namespace PeeringServer.CommandLine.Peering;

/// <summary>What commands say where no client can be made; consul's differ.</summary>
internal static class SetupFailures
{
    public const string Connect = "Error connect to Consul agent";
}

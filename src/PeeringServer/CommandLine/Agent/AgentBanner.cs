using PeeringServer.Configuration;

namespace PeeringServer.CommandLine.Agent;

/// <summary>What an agent prints before its log: launchers wait for parts of it, people read it.</summary>
internal static class AgentBanner
{
    private const int LabelWidth = 22;

    /// <summary>The text of it.</summary>
    public static string Of(AgentOptions options)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine("==> Starting Consul agent...");
        foreach (var (label, value) in Lines(options))
        {
            text.WriteLine($"{label.PadLeft(LabelWidth)}: {value}");
        }

        text.WriteLine("\n==> Log data will now stream in, as it occurs:\n");
        return text.ToString();
    }

    private static IEnumerable<(string Label, string Value)> Lines(AgentOptions options)
    {
        var (cluster, ports, https, grpc, rpc) = (options.Cluster, options.Ports, options.HttpsTls, options.GrpcTls, options.InternalRpcTls);
        return
        [
            ("Version", $"'{ConsulRelease.Version}'"),
            ("Build Date", $"'{ConsulRelease.BuildDateInBanner}'"),
            ("Node ID", $"'{cluster.NodeId}'"),
            ("Node name", $"'{cluster.NodeName}'"),
            ("Datacenter", $"'{cluster.Datacenter}' (Segment: '<all>')"),
            ("Server", $"true (Bootstrap: {Truth(options.Bootstrap)})"),
            ("Client Addr", $"[{string.Join(' ', options.Addresses.Client)}] (HTTP: {ports.Http}, HTTPS: {ports.Https}, gRPC: {ports.Grpc}, gRPC-TLS: {ports.GrpcTls}, DNS: {ports.Dns})"),
            ("Cluster Addr", $"{cluster.AdvertiseAddress} (LAN: {ports.SerfLan}, WAN: {ports.SerfWan})"),
            ("Gossip Encryption", Truth(options.GossipEncrypted)),
            ("Auto-Encrypt-TLS", "false"),
            ("ACL Enabled", Truth(cluster.Acl.Enabled)),
            ("Reporting Enabled", "false"),
            ("ACL Default Policy", options.AclDefaultPolicyText),
            ("HTTPS TLS", $"Verify Incoming: {Truth(https.VerifyIncoming)}, Verify Outgoing: {Truth(https.VerifyOutgoing)}, Min Version: {https.MinVersion}"),
            ("gRPC TLS", $"Verify Incoming: {Truth(grpc.VerifyIncoming)}, Min Version: {grpc.MinVersion}"),
            ("Internal RPC TLS", $"Verify Incoming: {Truth(rpc.VerifyIncoming)}, Verify Outgoing: {Truth(rpc.VerifyOutgoing)} (Verify Hostname: {Truth(rpc.VerifyServerHostname)}), Min Version: {rpc.MinVersion}"),
        ];
    }

    private static string Truth(bool value) => value ? "true" : "false";
}

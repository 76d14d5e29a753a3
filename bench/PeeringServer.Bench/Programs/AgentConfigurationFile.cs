namespace PeeringServer.Bench.Programs;

/// <summary>What the server is configured with: one server on ports of its own, its log left out.</summary>
internal static class AgentConfigurationFile
{
    /// <summary>Secret of the management token where access is controlled.</summary>
    public const string InitialManagement = "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10";

    /// <summary>Controls access: what no rule allows is denied.</summary>
    public const string AccessControl = $$"""
        "acl": { "enabled": true, "default_policy": "deny", "tokens": { "initial_management": "{{InitialManagement}}" } },
        """;

    /// <summary>Writes the file for an HTTP port into a folder of its own, and returns its path.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="httpPort">The port.</param>
    /// <param name="more">Further keys, each with a comma behind it.</param>
    public static string Write(string folder, int httpPort, string more)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"agent-{httpPort}")).FullName;
        var path = Path.Combine(own, "agent.json");
        File.WriteAllText(path, $$"""
            {
              "node_name": "bench",
              "bind_addr": "127.0.0.1",
              "client_addr": "127.0.0.1",
              "log_level": "error",
              {{more}}
              "limits": { "http_max_conns_per_client": -1 },
              "ports": { "http": {{httpPort}}, "grpc": -1, "grpc_tls": {{LoopbackPort.Free()}}, "server": {{LoopbackPort.Free()}} }
            }
            """);
        return path;
    }
}

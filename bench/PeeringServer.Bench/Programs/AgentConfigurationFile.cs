namespace PeeringServer.Bench.Programs;

/// <summary>What the server is configured with: one server as in production, on ports of its own, its log left out.</summary>
internal static class AgentConfigurationFile
{
    /// <summary>Secret of the management token where access is controlled.</summary>
    public const string InitialManagement = "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10";

    /// <summary>Controls access: what no rule allows is denied.</summary>
    public const string AccessControl = $$"""
        "acl": { "enabled": true, "default_policy": "deny", "tokens": { "initial_management": "{{InitialManagement}}" } },
        """;

    /// <summary>Writes the file for an HTTP port into a folder of its own, and returns its path.</summary>
    public static string Write(string folder, int httpPort, string accessControl)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"agent-{httpPort}")).FullName;
        var path = Path.Combine(own, "agent.json");
        File.WriteAllText(path, $$"""
            {
              "server": true,
              "bootstrap": true,
              "node_name": "bench",
              "data_dir": "{{own}}",
              "bind_addr": "127.0.0.1",
              "client_addr": "127.0.0.1",
              "log_level": "error",
              {{accessControl}}
              "limits": { "http_max_conns_per_client": -1 },
              "ports": { "http": {{httpPort}}, "grpc_tls": {{LoopbackPort.Free()}}, "server": {{LoopbackPort.Free()}} }
            }
            """);
        return path;
    }
}

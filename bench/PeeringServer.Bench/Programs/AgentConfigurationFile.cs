namespace PeeringServer.Bench.Programs;

/// <summary>What the server is configured with: one server as in production, on ports of its own, its log left out.</summary>
internal static class AgentConfigurationFile
{
    /// <summary>Writes the file for an HTTP port into a folder of its own, and returns its path.</summary>
    public static string Write(string folder, int httpPort)
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
              "limits": { "http_max_conns_per_client": -1 },
              "ports": { "http": {{httpPort}}, "grpc_tls": {{LoopbackPort.Free()}}, "server": {{LoopbackPort.Free()}} }
            }
            """);
        return path;
    }
}

namespace PeeringServer.Bench.Programs;

/// <summary>A published program that is measured.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Executable">Path of its executable.</param>
/// <param name="Arguments">Makes its command line for a port to serve HTTP on.</param>
/// <param name="ReadyPath">What is asked for to see that it is ready.</param>
internal sealed record ServerProgram(string Name, string Executable, Func<int, IReadOnlyList<string>> Arguments, string ReadyPath)
{
    private const string AgentProject = "src/PeeringServer";
    private const string BareProject = "bench/PeeringServer.Bench.Bare";

    /// <summary>Publishes the server.</summary>
    public static async Task<ServerProgram> AgentAsync(string folder, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, "agent");
        await ProgramPublisher.PublishAsync(AgentProject, target, cancellation).ConfigureAwait(false);
        return new ServerProgram("peering-server", Path.Combine(target, "peering-server"), port => InMemory(folder, port, more: ""), "/v1/status/leader");
    }

    /// <summary>The server with ACLs enabled; <see cref="AgentConfigurationFile.InitialManagement"/> is the secret of its management token.</summary>
    public ServerProgram WithAccessControl(string folder) => this with { Arguments = port => InMemory(folder, port, AgentConfigurationFile.AccessControl) };

    /// <summary>The server with its state in a folder.</summary>
    public ServerProgram KeptIn(string folder, string dataFolder) => this with
    {
        Arguments = port => ["agent", "-server", "-bootstrap", "-data-dir", dataFolder, "-config-file", AgentConfigurationFile.Write(folder, port, more: "")],
    };

    /// <summary>Publishes the bare Kestrel program.</summary>
    public static async Task<ServerProgram> BareAsync(string folder, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, "bare");
        await ProgramPublisher.PublishAsync(BareProject, target, cancellation).ConfigureAwait(false);
        return new ServerProgram("bare Kestrel", Path.Combine(target, "PeeringServer.Bench.Bare"), static port => [$"{port}"], "/");
    }

    /// <summary>What is measured is the server, not the disk.</summary>
    private static string[] InMemory(string folder, int port, string more) => ["agent", "-dev", "-config-file", AgentConfigurationFile.Write(folder, port, more)];
}

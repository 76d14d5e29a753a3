namespace PeeringServer.Bench.Programs;

/// <summary>What is measured, published.</summary>
/// <param name="Bare">The bare Kestrel program.</param>
/// <param name="Agent">The server.</param>
/// <param name="AccessControlledAgent">The same with ACLs enabled, under a default policy of deny.</param>
/// <param name="Clusters">Path of the program that runs many clusters in one process.</param>
internal sealed record PublishedPrograms(ServerProgram Bare, ServerProgram Agent, ServerProgram AccessControlledAgent, string Clusters)
{
    private const string ClustersProject = "bench/PeeringServer.Bench.Clusters";

    /// <summary>Publishes all of them.</summary>
    /// <exception cref="InvalidOperationException">One does not build.</exception>
    public static async Task<PublishedPrograms> PublishAsync(string folder, CancellationToken cancellation)
    {
        var bare = await ServerProgram.BareAsync(folder, cancellation).ConfigureAwait(false);
        var agent = await ServerProgram.AgentAsync(folder, cancellation).ConfigureAwait(false);
        var clusters = Path.Combine(folder, "clusters");
        await ProgramPublisher.PublishAsync(ClustersProject, clusters, cancellation).ConfigureAwait(false);
        return new PublishedPrograms(bare, agent, agent.WithAccessControl(folder), Path.Combine(clusters, "PeeringServer.Bench.Clusters"));
    }
}

namespace PeeringServer.Bench.Programs;

/// <summary>What is measured, published.</summary>
/// <param name="Bare">The bare Kestrel program.</param>
/// <param name="Agent">The server.</param>
/// <param name="AccessControlledAgent">The same with ACLs enabled, under a default policy of deny.</param>
/// <param name="Clusters">Path of the program that runs many clusters in one process.</param>
/// <param name="Empty">Path of a program that does nothing.</param>
internal sealed record PublishedPrograms(ServerProgram Bare, ServerProgram Agent, ServerProgram AccessControlledAgent, string Clusters, string Empty)
{
    private const string EmptyProject = "bench/PeeringServer.Bench.Empty";
    private const string ClustersProject = "bench/PeeringServer.Bench.Clusters";

    /// <summary>Publishes all of them.</summary>
    /// <exception cref="InvalidOperationException">One does not build.</exception>
    public static async Task<PublishedPrograms> PublishAsync(string folder, CancellationToken cancellation)
    {
        var bare = await ServerProgram.BareAsync(folder, cancellation).ConfigureAwait(false);
        var agent = await ServerProgram.AgentAsync(folder, cancellation).ConfigureAwait(false);
        var clusters = Path.Combine(folder, "clusters");
        await ProgramPublisher.PublishAsync(ClustersProject, clusters, cancellation).ConfigureAwait(false);
        var empty = Path.Combine(folder, "empty");
        await ProgramPublisher.PublishAsync(EmptyProject, empty, cancellation).ConfigureAwait(false);
        return new PublishedPrograms(
            bare,
            agent,
            agent.WithAccessControl(folder),
            Path.Combine(clusters, "PeeringServer.Bench.Clusters"),
            Path.Combine(empty, "PeeringServer.Bench.Empty"));
    }
}

namespace PeeringServer.Bench.Programs;

/// <summary>The two programs that are compared.</summary>
internal sealed record ProgramPair(ServerProgram Bare, ServerProgram Agent)
{
    /// <summary>Publishes both.</summary>
    public static async Task<ProgramPair> PublishAsync(string folder, CancellationToken cancellation) => new(
        await ServerProgram.BareAsync(folder, cancellation).ConfigureAwait(false),
        await ServerProgram.AgentAsync(folder, cancellation).ConfigureAwait(false));
}

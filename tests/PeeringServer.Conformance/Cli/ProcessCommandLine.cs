namespace PeeringServer.Conformance.Cli;

/// <summary>Runs command lines in processes of their own.</summary>
internal sealed class ProcessCommandLine : ICommandLine
{
    public async Task<CommandRun> RunAsync(
        IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, string directory, CancellationToken cancellationToken)
    {
        await using var process = ProgramProcess.Start(words, environment, directory);
        return await process.EndAsync(cancellationToken);
    }
}

namespace PeeringServer.Conformance.Cli;

/// <summary>Runs command lines.</summary>
internal interface ICommandLine
{
    /// <summary>Runs one to its end.</summary>
    /// <param name="words">The words after the program's name.</param>
    /// <param name="environment">Variables of consul's; there are no others of them.</param>
    /// <param name="directory">The folder it runs in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<CommandRun> RunAsync(IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, string directory, CancellationToken cancellationToken);
}

using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Completion;

/// <summary><c>completion</c>, which consul has in another form: prints a script that teaches a shell the commands and their flags.</summary>
internal sealed class CompletionCommand() : ConsulCommand("completion", "Prints a script that completes commands in bash, zsh or fish")
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul completion bash|zsh|fish

          Prints a script that completes commands and flags:

              $ source <(consul completion bash)
              $ source <(consul completion zsh)
              $ consul completion fish | source
        """;

    /// <inheritdoc/>
    protected override Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var words = CompletionWords.Of(Parents.OfType<System.CommandLine.Command>().Single());
        var script = values.Rest switch
        {
            ["bash"] => CompletionScripts.Bash(words),
            ["zsh"] => CompletionScripts.Zsh(words),
            ["fish"] => CompletionScripts.Fish(words),
            _ => null,
        };
        if (script is null)
        {
            streams.Error.WriteLine("Name a shell: bash, zsh or fish");
            return Task.FromResult(ExitCodes.Failure);
        }

        streams.Output.WriteLine(script);
        return Task.FromResult(ExitCodes.Success);
    }
}

using System.CommandLine;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Completion;

/// <summary><c>completion</c>, which consul has in another form: prints a script that teaches a shell the commands and their flags.</summary>
/// <param name="root">Holds all commands.</param>
internal sealed class CompletionCommand(Command root) : ConsulCommand("completion", "Prints a script that completes commands in bash, zsh or fish")
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
        var words = CompletionWords.Of(root);
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

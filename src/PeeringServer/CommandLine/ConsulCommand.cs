using System.CommandLine;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine;

/// <summary>
/// A command with flags. System.CommandLine describes it (name, synopsis, options); reading the words and printing the help
/// follow Go's rules, which its parser cannot express, and are done by <see cref="GoFlagParser"/> and <see cref="HelpText"/>.
/// </summary>
/// <param name="name">The word it is called by.</param>
/// <param name="synopsis">One line for the list of commands.</param>
internal abstract class ConsulCommand(string name, string synopsis) : Command(name, synopsis)
{
    /// <summary>The help up to the flags; the first line begins with "Usage: ".</summary>
    public abstract string Usage { get; }

    /// <summary>The flags, as Go's flag package would know them.</summary>
    public IEnumerable<GoFlag> Flags => Options.OfType<GoFlag>();

    /// <summary>Reads the flags and runs the command.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> InvokeAsync(IReadOnlyList<string> words, CommandStreams streams, CancellationToken cancellationToken)
    {
        GoFlagValues values;
        try
        {
            values = GoFlagParser.Parse(this, words);
        }
        catch (GoFlagException e)
        {
            streams.Error.WriteLine(e.Message);
            HelpText.WriteFlagList(streams.Error, this);
            OnBadFlag(e.Message, streams.Error);
            return Task.FromResult(ExitCodes.Failure);
        }

        return RunAsync(values, streams, cancellationToken);
    }

    /// <summary>What the command does.</summary>
    protected abstract Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken);

    /// <summary>Whatever the command says after the list of its flags.</summary>
    protected virtual void OnBadFlag(string message, TextWriter error)
    {
    }
}

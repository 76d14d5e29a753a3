using System.CommandLine;

namespace PeeringServer.CommandLine;

/// <summary>A command in the list of them, which is made only where it is the one that is meant: making all, with their flags, takes a while.</summary>
/// <param name="name">The word it is called by.</param>
/// <param name="synopsis">One line for the list of commands.</param>
/// <param name="create">Makes the command.</param>
internal sealed class CommandEntry(string name, string synopsis, Func<Command> create) : Command(name, synopsis)
{
    private Command? _command;

    /// <summary>The command that <paramref name="listed"/> stands for, or itself.</summary>
    public static Command Resolve(Command listed) => listed is CommandEntry entry ? entry._command ??= entry.Create() : listed;

    private Command Create() => create();
}

using System.CommandLine;

namespace PeeringServer.CommandLine;

/// <summary>A command that only holds others, such as <c>peering</c>: run by itself it prints its help and fails.</summary>
/// <param name="name">The word it is called by.</param>
/// <param name="synopsis">One line for the list of commands.</param>
/// <param name="usage">The help up to the subcommands; the first line begins with "Usage: ".</param>
internal sealed class CommandGroup(string name, string synopsis, string usage) : Command(name, synopsis)
{
    /// <summary>The help up to the subcommands.</summary>
    public string Usage { get; } = usage;
}

using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary>A command below <c>config</c>.</summary>
internal abstract class ConfigCommand : ClientCommand
{
    private readonly GoFlag _kind = new("kind", "The kind of the entries.", "string");
    private readonly GoFlag _name = new("name", "The name of the entry.", "string");
    private readonly GoFlag _cas = GoFlag.Switch("cas", "Changes the entry only where it is at the index of -modify-index.");
    private readonly GoFlag _index = GoFlag.Unsigned("modify-index", "The index for -cas.");

    /// <param name="name">The word it is called by.</param>
    /// <param name="synopsis">One line for the list of commands.</param>
    /// <param name="environment">Variables, folder and clock.</param>
    /// <param name="takesKind">Whether <c>-kind</c> names what it is about.</param>
    /// <param name="takesName">Whether <c>-name</c> does so, too.</param>
    /// <param name="takesIndex">Whether it changes something, which <c>-cas</c> makes conditional.</param>
    protected ConfigCommand(string name, string synopsis, ClientEnvironment environment, bool takesKind, bool takesName, bool takesIndex)
        : base(name, synopsis, environment, hasPartition: false, hasServer: true)
    {
        foreach (var (flag, isTaken) in (ReadOnlySpan<(GoFlag, bool)>)[(_kind, takesKind), (_name, takesName), (_cas, takesIndex), (_index, takesIndex)])
        {
            if (isTaken)
            {
                Add(flag);
            }
        }
    }

    /// <inheritdoc/>
    protected override string SetupFailure => "Error connect to Consul agent";

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => Options.Contains(_kind) && KindIn(values).Length == 0 ? "Must specify the -kind parameter"
        : Options.Contains(_name) && NameIn(values).Length == 0 ? "Must specify the -name parameter"
        : null;

    /// <summary>The kind that was named.</summary>
    protected string KindIn(GoFlagValues values) => values.Last(_kind) ?? "";

    /// <summary>The name that was given.</summary>
    protected string NameIn(GoFlagValues values) => values.Last(_name) ?? "";

    /// <summary>The index that the stored entry has to be at, or null.</summary>
    protected ulong? IndexIn(GoFlagValues values) => values.IsOn(_cas) ? values.Unsigned(_index) : null;
}

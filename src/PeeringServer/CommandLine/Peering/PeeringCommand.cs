using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Peering;

/// <summary>A command below <c>peering</c>.</summary>
internal abstract class PeeringCommand : ClientCommand
{
    private const string Pretty = "pretty";
    private const string Json = "json";

    private readonly GoFlag? _format;

    /// <param name="name">The word it is called by.</param>
    /// <param name="synopsis">One line for the list of commands.</param>
    /// <param name="environment">Variables, folder and clock.</param>
    /// <param name="takesName">Whether it is about one peering, which <c>-name</c> names.</param>
    /// <param name="takesFormat">Whether it prints something that <c>-format</c> applies to.</param>
    protected PeeringCommand(string name, string synopsis, ClientEnvironment environment, bool takesName, bool takesFormat)
        : base(name, synopsis, environment, hasPartition: true)
    {
        if (takesName)
        {
            Add(NameFlag);
        }

        if (takesFormat)
        {
            _format = new GoFlag("format", "Output format {pretty|json} (default: pretty)", "string") { DefaultText = Pretty };
            Add(_format);
        }
    }

    /// <summary>Names the peering.</summary>
    protected GoFlag NameFlag { get; } = new("name", "(Required) The name of the peering on this side.", "string");

    /// <summary>The peering's name.</summary>
    protected string NameIn(GoFlagValues values) => values.Last(NameFlag) ?? "";

    /// <summary>Whether JSON was asked for.</summary>
    protected bool IsJson(GoFlagValues values) => _format is not null && values.Last(_format) == Json;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values)
    {
        if (Options.Contains(NameFlag) && NameIn(values).Length == 0)
        {
            return Missing(NameFlag);
        }

        return _format is null || values.Last(_format) is Pretty or Json ? null : "Invalid format, valid formats are {json|pretty}";
    }

    /// <summary>What is said where a flag that has to be given is not.</summary>
    protected static string Missing(GoFlag flag) => $"Missing the required -{flag.FlagName} flag";

    /// <summary>What is said where there is no peering of that name.</summary>
    protected static int Unknown(string name, CommandStreams streams)
    {
        streams.Error.WriteLine($"No peering with name {name} found.");
        return ExitCodes.Failure;
    }
}

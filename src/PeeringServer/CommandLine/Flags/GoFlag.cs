using System.CommandLine;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Flags;

/// <summary>A flag as Go's flag package has them: <c>-name value</c>, <c>-name=value</c>, or with two dashes. A later one wins over an earlier.</summary>
internal sealed class GoFlag : Option<string>
{
    /// <summary>A flag that takes a value.</summary>
    /// <param name="name">Without dashes.</param>
    /// <param name="description">For the help; a default that the help is to show stands in it as "(default: x)".</param>
    /// <param name="placeholder">Stands for the value in the help.</param>
    public GoFlag(string name, string description, string placeholder = "value")
        : base("-" + name)
    {
        FlagName = name;
        Description = description;
        HelpName = placeholder;
    }

    private GoFlag(string name, string description, bool isSwitch)
        : this(name, description) => IsSwitch = isSwitch;

    /// <summary>The name without dashes.</summary>
    public string FlagName { get; }

    /// <summary>Stands for the value in the help.</summary>
    public string Placeholder => HelpName!;

    /// <summary>Whether the flag needs no value; one may only be joined to it: <c>-dev=false</c>.</summary>
    public bool IsSwitch { get; }

    /// <summary>Whether values add up, rather than the last one counting.</summary>
    public bool Repeats { get; init; }

    /// <summary>The value of a flag that is not given, which the list after a bad flag shows.</summary>
    public string? DefaultText { get; init; }

    /// <summary>The heading the flag stands under in the help.</summary>
    public string Section { get; init; } = "Command Options";

    /// <summary>Says what is wrong with a value, or null.</summary>
    public Func<string, string?> Check { get; init; } = static _ => null;

    /// <summary>A flag without a value: false unless given.</summary>
    public static GoFlag Switch(string name, string description) => new(name, description, isSwitch: true);

    /// <inheritdoc cref="Switch(string, string)"/>
    /// <param name="name">Without dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="section">The heading it stands under.</param>
    public static GoFlag Switch(string name, string description, string section) => new(name, description, isSwitch: true) { Section = section };

    /// <summary>A flag whose value is a whole number that is not negative.</summary>
    public static GoFlag Unsigned(string name, string description) => new(name, description, "uint") { Check = static text => GoNumbers.TryParseUint(text, 64, out _, out _) ? null : "parse error" };

    /// <summary>A flag whose value is a whole number.</summary>
    public static GoFlag Number(string name, string description) => new(name, description) { Check = static text => GoNumbers.TryAtoi(text, out _, out var error) ? null : error };
}

using System.Globalization;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Flags;

/// <summary>The flags a command line gave, and the words after them.</summary>
/// <param name="given">Flags with their values, in the order they stand.</param>
/// <param name="rest">The words after the flags.</param>
internal sealed class GoFlagValues(IReadOnlyList<GoFlagValue> given, IReadOnlyList<string> rest)
{
    /// <summary>Flags with their values, in the order they stand.</summary>
    public IReadOnlyList<GoFlagValue> Given { get; } = given;

    /// <summary>The words after the flags.</summary>
    public IReadOnlyList<string> Rest { get; } = rest;

    /// <summary>The value given last, or else the default; null where there is neither.</summary>
    public string? Last(GoFlag flag)
    {
        for (var i = Given.Count - 1; i >= 0; i--)
        {
            if (Given[i].Flag == flag)
            {
                return Given[i].Value;
            }
        }

        return flag.DefaultText;
    }

    /// <summary>The number given last; 0 for none. A value that is no number was refused before.</summary>
    public ulong Unsigned(GoFlag flag) => ulong.TryParse(Last(flag), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Every value given, in order.</summary>
    public IEnumerable<string> All(GoFlag flag) => Given.Where(g => g.Flag == flag).Select(g => g.Value);

    /// <summary>Whether the switch is on.</summary>
    public bool IsOn(GoFlag flag) => Last(flag) is { } value && GoNumbers.TryParseBool(value, out var on, out _) && on;
}

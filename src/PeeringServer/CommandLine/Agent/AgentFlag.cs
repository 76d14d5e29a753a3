using PeeringServer.CommandLine.Flags;
using PeeringServer.Configuration.Decoding;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Agent;

/// <summary>A flag of <c>agent</c> that is a configuration key under another name.</summary>
/// <param name="Flag">The flag.</param>
/// <param name="Path">The key, dotted.</param>
/// <param name="Kind">What becomes of its value.</param>
internal sealed record AgentFlag(GoFlag Flag, string Path, AgentFlag.ValueKind Kind)
{
    /// <summary>What becomes of a flag's value.</summary>
    public enum ValueKind
    {
        /// <summary>It is taken as it is.</summary>
        Text,

        /// <summary>It is a whole number.</summary>
        Number,

        /// <summary>It is true or false.</summary>
        Truth,

        /// <summary>It is added to a list.</summary>
        List,

        /// <summary>It is <c>key:value</c>, added to a map.</summary>
        Map,
    }

    /// <summary>A key that takes text.</summary>
    public static AgentFlag Text(string name, string path, string description) => new(new GoFlag(name, description), path, ValueKind.Text);

    /// <summary>A key that takes a whole number.</summary>
    public static AgentFlag Number(string name, string path, string description) => new(GoFlag.Number(name, description), path, ValueKind.Number);

    /// <summary>A key that takes true or false.</summary>
    public static AgentFlag Truth(string name, string path, string description) => new(GoFlag.Switch(name, description), path, ValueKind.Truth);

    /// <summary>A key that takes a list.</summary>
    public static AgentFlag List(string name, string path, string description) => new(new GoFlag(name, description), path, ValueKind.List);

    /// <summary>A key that takes a map.</summary>
    public static AgentFlag Map(string name, string path, string description) => new(new GoFlag(name, description), path, ValueKind.Map);

    /// <summary>Puts a value given for the flag into the configuration that the flags make.</summary>
    /// <param name="value">The value; the flag's own check has passed it.</param>
    /// <param name="table">The configuration.</param>
    public void Apply(string value, ConfigTable table)
    {
        switch (Kind)
        {
            case ValueKind.Number:
                table.Set(Path, GoNumbers.TryAtoi(value, out var number, out _) ? number : 0L);
                break;
            case ValueKind.Truth:
                table.Set(Path, GoNumbers.TryParseBool(value, out var truth, out _) && truth);
                break;
            case ValueKind.List:
                table.Set(Path, (List<object>)[.. table.Find(Path) as List<object> ?? [], value]);
                break;
            case ValueKind.Map:
                var map = table.Find(Path) as Dictionary<string, object> ?? new Dictionary<string, object>(StringComparer.Ordinal);
                var colon = value.IndexOf(':', StringComparison.Ordinal);
                map[colon < 0 ? value : value[..colon]] = colon < 0 ? "" : value[(colon + 1)..];
                table.Set(Path, map);
                break;
            default:
                table.Set(Path, value);
                break;
        }
    }
}

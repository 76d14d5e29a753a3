using PeeringServer.Configuration.Schema;

namespace PeeringServer.Configuration.Decoding;

/// <summary>A value that should be a duration.</summary>
/// <param name="Path">The dotted path of its key.</param>
/// <param name="Text">The value.</param>
internal sealed record ConfigDuration(string Path, string Text)
{
    /// <summary>All of a configuration.</summary>
    public static IReadOnlyList<ConfigDuration> AllOf(ConfigTable table)
    {
        var found = new List<ConfigDuration>();
        Add(table, AgentSchema.Root, "", found);
        return found;
    }

    private static void Add(ConfigTable table, ConfigStruct schema, string prefix, List<ConfigDuration> found)
    {
        foreach (var key in table.Keys)
        {
            var type = schema[key];
            switch (table.Find(key))
            {
                case string text when type.Kind == ConfigKind.Duration:
                    found.Add(new ConfigDuration(prefix + key, text));
                    break;
                case ConfigTable inner:
                    Add(inner, (ConfigStruct)type, $"{prefix}{key}.", found);
                    break;
                default:
                    break;
            }
        }
    }
}

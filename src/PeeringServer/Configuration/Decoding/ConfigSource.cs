using System.Text;
using PeeringServer.Configuration.Schema;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.Hcl;

namespace PeeringServer.Configuration.Decoding;

/// <summary>A piece of configuration as text.</summary>
/// <param name="Name">What errors call it: the file's path.</param>
/// <param name="Format"><c>json</c> or <c>hcl</c>.</param>
/// <param name="Text">The text.</param>
internal sealed record ConfigSource(string Name, string Format, string Text)
{
    private static readonly (string One, string All)[] ListedKeys = [("check", "checks"), ("service", "services")];

    /// <summary>Reads the text and fits it to the schema.</summary>
    /// <param name="warnings">Warnings are added here.</param>
    /// <exception cref="ConfigException">The text is no JSON or HCL, does not fit, or has unknown keys.</exception>
    public ConfigTable Decode(List<string> warnings)
    {
        if (Text.Length == 0)
        {
            return new ConfigTable();
        }

        try
        {
            var (table, unknown) = ConfigDecoder.Decode(Parse(), AgentSchema.Root);
            RefuseUnknown(unknown, warnings);
            warnings.AddRange(FormerKeys.Move(table));
            foreach (var (one, all) in ListedKeys)
            {
                // Of two files that each have one, the second must not be laid over the first.
                if (table.Take(one) is { } single)
                {
                    table.Set(all, (List<object>)[.. table.Find(all) as List<object> ?? [], single]);
                }
            }

            return table;
        }
        catch (Exception e) when (e is ConfigException or GoJsonException or HclException)
        {
            throw new ConfigException($"failed to parse {Name}: {e.Message}");
        }
    }

    private Dictionary<string, object?> Parse() => Format switch
    {
        "json" => GoJsonDecoder.UnmarshalMap(Encoding.UTF8.GetBytes(Text)),
        _ => HclDocument.Parse(Text),
    };

    private static void RefuseUnknown(IEnumerable<string> keys, List<string> warnings)
    {
        var refused = new List<string>();
        foreach (var key in keys)
        {
            if (key == "acl_enforce_version_8")
            {
                warnings.Add("config key \"acl_enforce_version_8\" is deprecated and should be removed");
            }
            else if (key.StartsWith("audit.sink[", StringComparison.Ordinal) && key.EndsWith("].name", StringComparison.Ordinal))
            {
                warnings.Add("config key audit.sink[].name is deprecated and should be removed");
            }
            else
            {
                refused.Add($"invalid config key {key}");
            }
        }

        if (refused.Count > 0)
        {
            throw new ConfigException(ConfigProblems.Describe(refused));
        }
    }
}

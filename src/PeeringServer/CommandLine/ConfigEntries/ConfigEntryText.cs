using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using PeeringServer.Configuration.Decoding;
using PeeringServer.Core;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.Hcl;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary>A config entry as text: in HCL or JSON as people write it, and in JSON as the API has it.</summary>
internal sealed class ConfigEntryText
{
    /// <summary>What holds lists of objects in entries of any kind. In HCL a block stands for one object or for a list of one.</summary>
    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        "Sources", "Permissions", "Header", "Headers", "QueryParam", "Query", "Routes", "Splits", "Services", "Consumers", "Listeners",
        "Rules", "Matches", "Targets", "Overrides", "HashPolicies", "hash_policies", "EnvoyExtensions", "envoy_extensions", "Paths", "Providers",
        "VerifyClaims", "verify_claims", "Locations", "Parents", "Certificates", "Members", "Add", "query_param",
    };

    private readonly HclMap _entry;

    private ConfigEntryText(HclMap entry, string subject)
    {
        _entry = entry;
        Subject = subject;
    }

    /// <summary>Kind and name, with a slash between them.</summary>
    public string Subject { get; }

    /// <summary>Reads what somebody has written.</summary>
    /// <exception cref="HclException">It is neither HCL nor JSON.</exception>
    /// <exception cref="FormatException">It says nothing of its kind, or names one that there is not.</exception>
    public static ConfigEntryText Parse(string text)
    {
        var entry = HclTree.Merge(HclDocument.Parse(text), static path => Lists.Contains(path[(path.LastIndexOf('.') + 1)..]));
        if (!entry.TryGetValue(ConfigAnswerTypes.Kind, out var found) && !entry.TryGetValue("kind", out found))
        {
            throw new FormatException(ConfigEntryConstants.KindMissing);
        }

        var kind = found as string ?? throw new FormatException(ConfigEntryConstants.KindNotText);
        if (!ConfigEntryKinds.IsKnown(kind))
        {
            throw new FormatException(ConfigEntryConstants.InvalidKind(kind));
        }

        var name = entry.FirstOrDefault(static member => member.Key.Equals(ConfigAnswerTypes.Name, StringComparison.OrdinalIgnoreCase)).Value as string ?? "";
        return new ConfigEntryText(entry, $"{kind}/{(kind == ConfigEntryKinds.Mesh ? ConfigEntryKinds.MeshName : name)}");
    }

    /// <summary>An entry as the API answers with it, the way it is shown to people: indented, and without what only servers need.</summary>
    public static string Shown(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = GoJsonEncoder.Instance, Indented = true, IndentSize = 4, NewLine = "\n" }))
        {
            json.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject().Where(static member => member.Name != ConfigAnswerTypes.Hash))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes it as the API takes it.</summary>
    public void Write(Utf8JsonWriter json) => WriteValue(json, _entry);

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case HclMap map:
                json.WriteStartObject();
                foreach (var (name, member) in map)
                {
                    json.WritePropertyName(name);
                    WriteValue(json, member);
                }

                json.WriteEndObject();
                break;
            case IList list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                GoValue.WriteScalar(json, value);
                break;
        }
    }
}

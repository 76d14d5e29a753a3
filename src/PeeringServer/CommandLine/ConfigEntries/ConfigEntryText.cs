using System.Buffers;
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
        var entry = HclTree.Merge(HclDocument.Parse(text), static path => ConfigEntryLists.Contains(path[(path.LastIndexOf('.') + 1)..]));
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
    public void Write(Utf8JsonWriter json) => GoValue.Write(json, _entry);
}

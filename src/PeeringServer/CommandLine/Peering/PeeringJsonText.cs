using System.Buffers;
using System.Text;
using System.Text.Json;
using PeeringServer.Core;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Peering;

/// <summary>What commands print with <c>-format=json</c>: what was decoded, encoded again, on one line.</summary>
internal static class PeeringJsonText
{
    /// <summary>A peering token.</summary>
    public static string Token(string token) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString(PeeringAnswerTypes.PeeringToken, token);
        json.WriteEndObject();
    });

    /// <summary>A peering.</summary>
    public static string Peering(GoObject peering) => Write(json => WritePeering(json, peering));

    /// <summary>A list of peerings, or null.</summary>
    public static string Peerings(IReadOnlyList<GoObject>? peerings) => peerings is null ? "null" : Write(json =>
    {
        json.WriteStartArray();
        foreach (var peering in peerings)
        {
            WritePeering(json, peering);
        }

        json.WriteEndArray();
    });

    /// <summary>Names of services, each as an object.</summary>
    public static string Services(IEnumerable<string> names) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString(PeeringAnswerTypes.Id, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WritePeering(Utf8JsonWriter json, GoObject peering)
    {
        json.WriteStartObject();
        json.WriteString(PeeringAnswerTypes.Id, peering.GetString(PeeringAnswerTypes.Id));
        json.WriteString(PeeringAnswerTypes.Name, peering.GetString(PeeringAnswerTypes.Name));
        WriteUnlessEmpty(json, peering, PeeringAnswerTypes.Partition);
        if (peering[PeeringAnswerTypes.DeletedAt] is GoTimestamp)
        {
            WriteTime(json, peering, PeeringAnswerTypes.DeletedAt);
        }

        WriteMeta(json, peering);
        json.WriteString(PeeringAnswerTypes.State, peering.GetString(PeeringAnswerTypes.State));
        WriteUnlessEmpty(json, peering, PeeringAnswerTypes.PeerId);
        WriteUnlessEmptyList(json, peering, PeeringAnswerTypes.PeerCaPems);
        WriteUnlessEmpty(json, peering, PeeringAnswerTypes.PeerServerName);
        WriteUnlessEmptyList(json, peering, PeeringAnswerTypes.PeerServerAddresses);
        WriteStream(json, peering.GetObject(PeeringAnswerTypes.StreamStatus)!);
        json.WriteNumber(PeeringAnswerTypes.CreateIndex, peering.GetUInt64(PeeringAnswerTypes.CreateIndex));
        json.WriteNumber(PeeringAnswerTypes.ModifyIndex, peering.GetUInt64(PeeringAnswerTypes.ModifyIndex));
        WriteRemote(json, peering.GetObject(PeeringAnswerTypes.Remote)!);
        json.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter json, GoObject peering)
    {
        if (peering.GetStringMap(PeeringAnswerTypes.Meta) is not { Count: > 0 } meta)
        {
            return;
        }

        json.WriteStartObject(PeeringAnswerTypes.Meta);
        foreach (var (key, value) in meta.OrderBy(static m => m.Key, GoStringComparer.Instance))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter json, GoObject stream)
    {
        json.WriteStartObject(PeeringAnswerTypes.StreamStatus);
        WriteList(json, stream, PeeringAnswerTypes.ImportedServices);
        WriteList(json, stream, PeeringAnswerTypes.ExportedServices);
        WriteTime(json, stream, PeeringAnswerTypes.LastHeartbeat);
        WriteTime(json, stream, PeeringAnswerTypes.LastReceive);
        WriteTime(json, stream, PeeringAnswerTypes.LastSend);
        json.WriteEndObject();
    }

    private static void WriteRemote(Utf8JsonWriter json, GoObject remote)
    {
        json.WriteStartObject(PeeringAnswerTypes.Remote);
        json.WriteString(PeeringAnswerTypes.Partition, remote.GetString(PeeringAnswerTypes.Partition));
        json.WriteString(PeeringAnswerTypes.Datacenter, remote.GetString(PeeringAnswerTypes.Datacenter));
        if (remote.GetObject(PeeringAnswerTypes.Locality) is { } locality)
        {
            json.WriteStartObject(PeeringAnswerTypes.Locality);
            json.WriteString(PeeringAnswerTypes.Region, locality.GetString(PeeringAnswerTypes.Region));
            json.WriteString(PeeringAnswerTypes.Zone, locality.GetString(PeeringAnswerTypes.Zone));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, GoObject from, string field) => json.WriteString(field, (from[field] as GoTimestamp)?.ToRfc3339Nano());

    private static void WriteUnlessEmpty(Utf8JsonWriter json, GoObject from, string field)
    {
        if (from.GetString(field) is { Length: > 0 } text)
        {
            json.WriteString(field, text);
        }
    }

    private static void WriteUnlessEmptyList(Utf8JsonWriter json, GoObject from, string field)
    {
        if (from.GetList(field) is { Count: > 0 })
        {
            WriteList(json, from, field);
        }
    }

    private static void WriteList(Utf8JsonWriter json, GoObject from, string field)
    {
        if (from.GetStrings(field) is not { } values)
        {
            json.WriteNull(field);
            return;
        }

        json.WriteStartArray(field);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = GoJsonEncoder.Instance }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
